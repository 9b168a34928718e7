package io.metagate.policy.diff.principal;

import java.util.BitSet;
import java.util.Map;

/**
 * What selectors make of some traits, and of these with others. INVARIANT: traits of the same standing have the same
 * standing whatever is added to them, but for another client, so that nothing tells them apart (P6).
 *
 * @param effects what the parts do that are for who has them, those of the earlier revision at even places and those of
 *     the later at the odd ones behind them
 * @param reach by what is asked for, the selectors of parts that do something else, of which who has the traits has
 *     that much; and the claims that cannot be read, for which no permit can come to be for who has them
 */
record SelectorEffects(BitSet effects, Map<String, BitSet> reach) {}
