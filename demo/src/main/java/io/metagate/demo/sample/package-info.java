/**
 * Sample metadata like that of a backup service, a pure function of a seed. Start with
 * {@link io.metagate.demo.sample.SampleCollections}.
 */
@NullMarked
package io.metagate.demo.sample;

import org.jspecify.annotations.NullMarked;
