package io.metagate.policy.explain;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.decision.Reason;
import io.metagate.policy.grant.Caps;
import io.metagate.policy.grant.CompiledPermit;
import io.metagate.policy.grant.CompiledRestriction;
import io.metagate.policy.grant.PolicyOrigin;
import io.metagate.policy.model.SourcePosition;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
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
record Explainer(
        AccessRequest request,
        List<PolicyOrigin> origins,
        List<CompiledPermit> permits,
        List<CompiledRestriction> restrictions) {

    static Explainer of(PolicySet policies, AccessRequest request) {
        List<CompiledPermit> permits = policies.active().permits().stream()
                .filter(permit -> permit.appliesTo(request))
                .sorted(Comparator.comparing(CompiledPermit::name))
                .toList();
        List<CompiledRestriction> restrictions = policies.active().restrictions().stream()
                .filter(restriction -> restriction.isFor(request.principal(), request.facts()))
                .sorted(Comparator.comparing(CompiledRestriction::name))
                .toList();
        return new Explainer(request, policies.origins(), permits, restrictions);
    }

    /** The explanation of that decision, under which these policies apply or not. */
    Explanation explain(Decision decision, List<PolicyNote> policies) {
        Optional<Reason> refusal =
                decision instanceof Decision.Deny deny ? Optional.of(deny.reason()) : Optional.empty();
        boolean open = refusal.filter(reason -> reason == Reason.NO_PERMIT).isEmpty();
        return new Explanation(
                request,
                decision.revision(),
                refusal,
                policies,
                open ? fields(permits.get(0).collection()) : List.of(),
                open ? uses() : List.of());
    }

    private List<FieldNote> fields(Collection collection) {
        return collection.allFields().stream().map(this::field).toList();
    }

    private FieldNote field(Field field) {
        FieldPath path = field.path();
        Caps caps = Caps.of(restrictions);
        List<FieldNote.Grant> grants = permits.stream()
                .flatMap(permit -> Stream.ofNullable(permit.rights().get(path))
                        .map(rights -> new FieldNote.Grant(
                                permit.name(),
                                rule(permit.name(), path),
                                rights,
                                caps.on(Map.of(path, rights)).getOrDefault(path, rights))))
                .toList();
        List<FieldNote.Cap> capping = restrictions.stream()
                .flatMap(restriction -> Stream.ofNullable(restriction.caps().get(path))
                        .map(most -> new FieldNote.Cap(restriction.name(), rule(restriction.name(), path), most)))
                .toList();
        return new FieldNote(field, grants, capping);
    }

    private List<UseNote> uses() {
        return new UseReader(request, permits, Caps.of(restrictions), this::rule).uses();
    }

    private SourcePosition rule(String policy, FieldPath path) {
        return origins.stream()
                .filter(origin -> origin.name().equals(policy))
                .flatMap(origin -> origin.rule(request.collection(), path).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a right without a rule"));
    }
}
