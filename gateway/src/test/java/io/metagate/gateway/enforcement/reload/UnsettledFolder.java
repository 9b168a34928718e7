package io.metagate.gateway.enforcement.reload;

import io.metagate.gateway.fixture.ThingsPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a folder differs from look to look. */
enum UnsettledFolder {
    NEWER_CONTENT {
        @Override
        void pass(Path file, int look) throws IOException {
            Files.writeString(file, ThingsPolicies.text() + "# " + look + "\n");
        }
    },
    TWO_CONTENTS {
        @Override
        void pass(Path file, int look) throws IOException {
            Files.writeString(file, ThingsPolicies.text() + "# " + look % 2 + "\n");
        }
    },
    WHAT_IS_IN_FORCE_AND_ANOTHER {
        @Override
        void pass(Path file, int look) throws IOException {
            Files.writeString(file, ThingsPolicies.text() + (look % 2 == 0 ? "# other\n" : ""));
        }
    },
    ANOTHER_AND_UNREADABLE {
        @Override
        void pass(Path file, int look) throws IOException {
            Files.writeString(file, ThingsPolicies.text() + "# other\n");
            flap(file, look % 2);
        }
    },
    WHAT_IS_IN_FORCE_AND_UNREADABLE {
        @Override
        void pass(Path file, int look) throws IOException {
            flap(file, (look + 1) % 2);
        }
    },
    UNREADABLE_IN_TWO_WAYS {
        @Override
        void pass(Path file, int look) throws IOException {
            Files.delete(file);
            if (look % 2 == 0) {
                Files.createSymbolicLink(file, file.resolveSibling("nothing"));
            } else {
                Files.write(file, new byte[] {(byte) 0xff});
            }
        }
    };

    abstract void pass(Path file, int look) throws IOException;

    private static void flap(Path file, int unreadable) throws IOException {
        Path gone = file.resolveSibling("gone.yaml");
        if (unreadable == 1) {
            Files.createSymbolicLink(gone, file.resolveSibling("nothing"));
        } else {
            Files.deleteIfExists(gone);
        }
    }
}
