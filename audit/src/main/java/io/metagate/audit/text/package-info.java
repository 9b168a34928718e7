/**
 * Text that goes into a record: bounded, of a known shape, and never more of a stranger's text than fits. Knows no
 * record. Start with {@link io.metagate.audit.text.UntrustedText}.
 */
@NullMarked
package io.metagate.audit.text;

import org.jspecify.annotations.NullMarked;
