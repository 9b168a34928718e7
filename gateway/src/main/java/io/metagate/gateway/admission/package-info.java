/**
 * How much of this replica one principal takes at once: requests that run, and bytes of answers that its clients have
 * not taken. Knows neither HTTP nor what is asked for. Start with
 * {@link io.metagate.gateway.admission.AdmissionControl}.
 */
@NullMarked
package io.metagate.gateway.admission;

import org.jspecify.annotations.NullMarked;
