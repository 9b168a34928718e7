package io.metagate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two sides under the same load in turn, so that what disturbs the machine disturbs both.
 *
 * @param gateway its rounds
 * @param bare its rounds, each right after the gateway's of the same number
 */
record PairedComparison(List<LoadRound> gateway, List<LoadRound> bare) {

    PairedComparison {
        if (gateway.isEmpty() || gateway.size() != bare.size()) {
            throw new IllegalArgumentException("a comparison has as many rounds of one side as of the other");
        }
        gateway = List.copyOf(gateway);
        bare = List.copyOf(bare);
    }

    /**
     * Warms both up, then measures.
     *
     * @param loads what each side gets
     */
    static PairedComparison of(ComparedServer gateway, ComparedServer bare, LoadPlan loads, int rounds)
            throws InterruptedException {
        gateway.bout(loads.warmUp(), -1);
        bare.bout(loads.warmUp(), -1);
        List<LoadRound> ofGateway = new ArrayList<>();
        List<LoadRound> ofBare = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ofGateway.add(gateway.bout(loads.round(), round));
            ofBare.add(bare.bout(loads.round(), round));
        }
        return new PairedComparison(ofGateway, ofBare);
    }

    /** Answers a second of the gateway for one of the bare endpoint, round by round, in ascending order. */
    List<Double> ratios() {
        return IntStream.range(0, gateway.size())
                .mapToObj(n -> gateway.get(n).measured().perSecond()
                        / bare.get(n).measured().perSecond())
                .sorted()
                .toList();
    }

    /** The ratio of the round in the middle. */
    double medianRatio() {
        List<Double> ratios = ratios();
        int half = ratios.size() / 2;
        return ratios.size() % 2 == 1 ? ratios.get(half) : (ratios.get(half - 1) + ratios.get(half)) / 2;
    }
}
