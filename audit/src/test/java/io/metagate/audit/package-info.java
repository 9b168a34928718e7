/** What is promised of records, leaves and identifiers. */
@NullMarked
package io.metagate.audit;

import org.jspecify.annotations.NullMarked;
