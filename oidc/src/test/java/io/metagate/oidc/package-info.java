@NullMarked
package io.metagate.oidc;

import org.jspecify.annotations.NullMarked;
