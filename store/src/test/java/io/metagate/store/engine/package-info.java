@NullMarked
package io.metagate.store.engine;

import org.jspecify.annotations.NullMarked;
