package io.metagate.demo.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/** Keeps records in a file, and finds one by its identifier without reading the others. */
final class FileBackend extends H2Backend {

    FileBackend(MVStore file) {
        super(file);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name, getMvStore(), getCursorRegistry());
    }

    private static final class Database extends H2Database {

        Database(String name, MVStore file, CursorRegistry cursors) {
            super(name, file, cursors);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            return LookupIndex.over(super.openOrCreateUniqueIndex(collection, index, keys, sparse));
        }
    }
}
