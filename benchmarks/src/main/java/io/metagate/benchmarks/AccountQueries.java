package io.metagate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The same questions to both sides, each in its own words.
 *
 * @param accounts identifiers of existing accounts
 */
record AccountQueries(List<String> accounts) {

    private static final int PAGE = 100;
    private static final int PAGES = 200;
    private static final long SEED = 2019;

    AccountQueries {
        if (accounts.size() < PAGE) {
            throw new IllegalArgumentException("a page has " + PAGE + " accounts");
        }
        accounts = List.copyOf(accounts);
    }

    /** One account by its identifier. */
    ComparedServer reads(ComparedServer side, String path) {
        return new ComparedServer(
                side.server(),
                side.target().gets(accounts.stream().map(id -> path + id).toList()));
    }

    /** A page of accounts by their identifiers, as a filter. */
    ComparedServer searches(ComparedServer side, String path) {
        return new ComparedServer(
                side.server(),
                side.target()
                        .posts(
                                path,
                                pages().stream().map(AccountQueries::filter).toList()));
    }

    /** A page of accounts by their identifiers, as parameters. */
    ComparedServer lists(ComparedServer side, String path) {
        return new ComparedServer(
                side.server(),
                side.target()
                        .gets(pages().stream()
                                .map(ids -> path + "?id=" + String.join("&id=", ids))
                                .toList()));
    }

    private static String filter(List<String> ids) {
        String list = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return "{\"filter\":{\"_id\":{\"$in\":[" + list + "]}},\"limit\":" + PAGE + "}";
    }

    private List<List<String>> pages() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<String>> pages = new ArrayList<>();
        for (int n = 0; n < PAGES; n++) {
            pages.add(random.ints(0, accounts.size())
                    .distinct()
                    .limit(PAGE)
                    .mapToObj(accounts::get)
                    .toList());
        }
        return pages;
    }
}
