@NullMarked
package io.metagate.oidc.keys;

import org.jspecify.annotations.NullMarked;
