package io.metagate.demo.sample;

import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * What years of hurried releases leave in a store without a schema. A gateway must release nothing of it by accident.
 */
public enum AwkwardShape {
    /** A telephone number that some client sent as a number. */
    PHONE_AS_NUMBER {
        @Override
        void bend(Document record) {
            record.put("phone", Long.valueOf(record.getString("phone").substring(1)));
        }
    },
    /** A date that some client sent as a text. */
    DATE_AS_TEXT {
        @Override
        void bend(Document record) {
            record.put(
                    "createdAt", record.get("createdAt", Date.class).toInstant().toString());
        }
    },
    /** A name split in two, where a text is expected. */
    NAME_AS_DOCUMENT {
        @Override
        void bend(Document record) {
            String[] parts = record.getString("name").split(" ", 2);
            record.put("name", new Document("first", parts[0]).append("last", parts[1]));
        }
    },
    /** Several addresses where one is expected. */
    EMAIL_AS_ARRAY {
        @Override
        void bend(Document record) {
            String email = record.getString("email");
            record.put("email", List.of(email, "old-" + email));
        }
    },
    /** Devices in lists of lists: a merge that was never finished. */
    DEVICES_IN_ARRAYS_OF_ARRAYS {
        @Override
        void bend(Document record) {
            record.put("devices", List.of(List.of(record.get("devices")), List.of()));
        }
    },
    /** A name with a dot in it, which reads like a path but is none. */
    NAME_WITH_A_DOT {
        @Override
        void bend(Document record) {
            record.put("company.legalName", "copy of " + record.getString("email"));
        }
    },
    /** Names that differ from a catalogued one only by case, a space or a Cyrillic letter. */
    NAMES_THAT_LOOK_ALIKE {
        @Override
        void bend(Document record) {
            record.put("Email", record.getString("email"));
            record.put("region ", record.getString("phone"));
            record.put("us\u0435rname", record.getString("name"));
        }
    },
    /** Data as names: a map by e-mail address. */
    NAMES_THAT_ARE_DATA {
        @Override
        void bend(Document record) {
            record.put("sharedWith", new Document(record.getString("email"), true));
        }
    },
    /** A copy of the whole record, kept just in case. */
    COPY_OF_ITSELF {
        @Override
        void bend(Document record) {
            record.put("previous", List.of(new Document(record)));
        }
    },
    /** Nothing where something is expected. */
    NULLS {
        @Override
        void bend(Document record) {
            record.put("name", null);
            record.put("phone", null);
        }
    };

    /** Gives this shape to an account record that still has the usual one. */
    abstract void bend(Document record);
}
