/**
 * What {@code metagate doctor} looks at, from outside, of what surrounds a gateway: its stores, its issuer, its
 * readiness. Knows stores only through the library that the gateway uses too, and prints nothing. No finding holds a
 * password, a key, or a URI with somebody's name in it. Start with {@link io.metagate.cli.doctor.Doctor}.
 */
@NullMarked
package io.metagate.cli.doctor;

import org.jspecify.annotations.NullMarked;
