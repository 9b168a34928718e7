package io.metagate.demo.sample;

import java.util.List;
import org.bson.Document;

/** People as they stand in the records of a company. */
final class CompanyContacts {

    private CompanyContacts() {}

    static List<Document> of(SampleCompany corporation) {
        return corporation.contacts().stream()
                .map(person -> new Document("name", person.name())
                        .append("phone", person.phone())
                        .append("email", person.email()))
                .toList();
    }
}
