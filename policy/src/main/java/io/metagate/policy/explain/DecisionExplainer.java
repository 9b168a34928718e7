package io.metagate.policy.explain;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.FieldCaps;
import io.metagate.policy.compiled.PolicyOrigin;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.source.SourcePosition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells why one request is decided as it is. It looks at every policy, which a decision does not.
 *
 * @param request the request
 * @param origins where the policies stand
 * @param permits those that apply, in the order of their names
 * @param restrictions likewise
 */
record DecisionExplainer(
        AccessRequest request,
        List<PolicyOrigin> origins,
        List<CompiledPermit> permits,
        List<CompiledRestriction> restrictions) {

    static DecisionExplainer of(PolicySet policies, AccessRequest request) {
        List<CompiledPermit> permits = policies.active().permits().stream()
                .filter(permit -> permit.appliesTo(request))
                .sorted(Comparator.comparing(CompiledPermit::name))
                .toList();
        List<CompiledRestriction> restrictions = policies.active().restrictions().stream()
                .filter(restriction -> restriction.isFor(request.principal(), request.facts()))
                .sorted(Comparator.comparing(CompiledRestriction::name))
                .toList();
        return new DecisionExplainer(request, policies.origins(), permits, restrictions);
    }

    /** The explanation of that decision, under which these policies apply or not. */
    DecisionExplanation explain(Decision decision, List<PolicyExplanation> policies) {
        Optional<DenyReason> refusal = decision.fold(permit -> Optional.empty(), deny -> Optional.of(deny.reason()));
        boolean open = refusal.filter(reason -> reason == DenyReason.NO_PERMIT).isEmpty();
        return new DecisionExplanation(
                request,
                decision.revision(),
                refusal,
                policies,
                open ? fields(permits.get(0).collection()) : List.of(),
                open ? uses() : List.of());
    }

    private List<FieldExplanation> fields(Collection collection) {
        return collection.allFields().stream().map(this::field).toList();
    }

    private FieldExplanation field(Field field) {
        FieldPath path = field.path();
        FieldCaps caps = FieldCaps.of(restrictions);
        List<FieldExplanation.Grant> grants = permits.stream()
                .flatMap(permit -> Stream.ofNullable(permit.rights().get(path))
                        .map(rights -> new FieldExplanation.Grant(
                                permit.name(),
                                rule(permit.name(), path),
                                rights,
                                caps.on(Map.of(path, rights)).getOrDefault(path, rights))))
                .toList();
        List<FieldExplanation.Cap> capping = restrictions.stream()
                .flatMap(restriction -> Stream.ofNullable(restriction.caps().get(path))
                        .map(most ->
                                new FieldExplanation.Cap(restriction.name(), rule(restriction.name(), path), most)))
                .toList();
        return new FieldExplanation(field, grants, capping);
    }

    private List<UseExplanation> uses() {
        return new UseReader(request, permits, FieldCaps.of(restrictions), this::rule).uses();
    }

    private SourcePosition rule(String policy, FieldPath path) {
        return origins.stream()
                .filter(origin -> origin.name().equals(policy))
                .flatMap(origin -> origin.rule(request.collection(), path).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a right without a rule"));
    }
}
