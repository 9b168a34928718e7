/**
 * YAML with the places where things stand, and the problems of reading it: read strictly, and on behind each problem.
 * The only code that knows the YAML library; knows nothing of policies. Start with
 * {@link io.metagate.policy.parser.yaml.YamlNode}.
 */
@NullMarked
package io.metagate.policy.parser.yaml;

import org.jspecify.annotations.NullMarked;
