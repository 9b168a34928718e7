package io.metagate.policy.compile.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a condition can speak of, and nothing else. */
enum ConditionVariable {
    SUBJECT("principal.subject"),
    CLIENT("principal.client"),
    ROLES("principal.roles"),
    CLAIMS("principal.claims"),
    TIME("request.time"),
    PURPOSE("request.purpose"),
    ACTION("request.action"),
    COLLECTION("request.collection");

    private static final Map<String, ConditionVariable> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(ConditionVariable::wireName, Function.identity()));

    private final String wireName;

    ConditionVariable(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    CelType type() {
        return switch (this) {
            case SUBJECT, CLIENT, PURPOSE, ACTION, COLLECTION -> SimpleType.STRING;
            case ROLES -> ListType.create(SimpleType.STRING);
            case CLAIMS -> MapType.create(SimpleType.STRING, SimpleType.DYN);
            case TIME -> SimpleType.TIMESTAMP;
        };
    }

    Object of(Principal principal, RequestFacts facts) {
        return switch (this) {
            case SUBJECT -> principal.subject();
            case CLIENT -> principal.client();
            case ROLES -> principal.roles().stream().sorted().toList();
            case CLAIMS -> ClaimsView.principal(principal);
            case TIME -> facts.at();
            case PURPOSE -> facts.purpose();
            case ACTION -> facts.action().wireName();
            case COLLECTION -> facts.collection();
        };
    }

    /** Whether a part of a checked expression is this variable. */
    boolean isNamed(CelExpr part) {
        return wireName.equals(part.identOrDefault().name());
    }

    static Optional<ConditionVariable> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    static String known() {
        return Arrays.stream(values()).map(ConditionVariable::wireName).sorted().collect(Collectors.joining(", "));
    }
}
