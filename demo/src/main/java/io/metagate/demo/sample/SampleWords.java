package io.metagate.demo.sample;

import java.util.List;

/** The words that sample records are made of. All domains are reserved ones (RFC 2606). */
final class SampleWords {

    static final List<String> FIRST_NAMES = List.of(
            "Ada",
            "Amir",
            "Anja",
            "Ben",
            "Carla",
            "Chen",
            "Dana",
            "Elif",
            "Emil",
            "Fatima",
            "Felix",
            "Grace",
            "Hana",
            "Hugo",
            "Ines",
            "Ivan",
            "Jonas",
            "Kaya",
            "Lena",
            "Liam",
            "Mara",
            "Mateo",
            "Mia",
            "Nadia",
            "Noah",
            "Olga",
            "Omar",
            "Priya",
            "Rosa",
            "Sam",
            "Sofia",
            "Tariq",
            "Uma",
            "Viktor",
            "Wanda",
            "Yuki",
            "Zo\u00eb");

    static final List<String> LAST_NAMES = List.of(
            "Abadi",
            "Berg",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fischer",
            "Garcia",
            "Haddad",
            "Ito",
            "Jansen",
            "Keller",
            "Lindqvist",
            "Moreau",
            "Nakamura",
            "Okafor",
            "Petrov",
            "Quinn",
            "Rossi",
            "Santos",
            "Tanaka",
            "Ueda",
            "Varga",
            "Weber",
            "Xu",
            "Yilmaz",
            "Zhang");

    static final List<String> COMPANY_FIRST = List.of(
            "Alpine",
            "Baltic",
            "Cedar",
            "Delta",
            "Ember",
            "Fjord",
            "Granite",
            "Harbour",
            "Iris",
            "Juniper",
            "Keystone",
            "Lumen",
            "Meridian",
            "Nimbus",
            "Orchard",
            "Prairie",
            "Quartz",
            "Ridge",
            "Summit",
            "Tidal");

    static final List<String> COMPANY_LAST = List.of(
            "Dental",
            "Foods",
            "Freight",
            "Gardens",
            "Glass",
            "Insurance",
            "Legal",
            "Logistics",
            "Media",
            "Motors",
            "Optics",
            "Paper",
            "Pharma",
            "Robotics",
            "Textiles",
            "Travel");

    static final List<String> COMPANY_FORMS = List.of("GmbH", "Inc.", "Ltd", "S.A.", "Pty Ltd", "B.V.");

    static final List<String> NOTES = List.of(
            "Renewal at risk: asked for the price list of a rival.",
            "Pays late every December. Do not escalate before the 15th.",
            "Board wants to leave the eu region next year. Confidential.",
            "Discount of 22 % agreed by telephone, never in writing.",
            "Had an incident with ransomware. Legal hold on all backup sets.");

    static final List<String> HINTS = List.of("name of my first dog", "the usual with a 7", "street + birthday");

    static final List<String> REGIONS = List.of("eu", "eu", "us", "us", "ap");

    static final List<String> PLANS = List.of("free", "personal", "personal", "family", "business");

    static final List<String> SYSTEMS =
            List.of("Windows 10", "Windows 11", "macOS 14", "Ubuntu 22.04", "Debian 12", "Android 14", "iOS 17");

    static final List<String> MODELS = List.of("laptop", "desktop", "server", "phone", "nas");

    static final List<String> FOLDERS =
            List.of("Documents/tax", "Documents/contracts", "Pictures/family", "Desktop", "Mail/archive", "Projects");

    static final List<String> FILES =
            List.of("return-2024.pdf", "lease.docx", "beach.jpg", "passwords.xlsx", "inbox.mbox", "plan.odt", "cv.pdf");

    static final List<String> STATES = List.of("complete", "complete", "complete", "partial", "failed");

    private SampleWords() {}
}
