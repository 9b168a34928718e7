package io.metagate.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the architecture tests of all modules ask of sealed families. */
public final class SealedFamilies {

    private static final String OURS = "io.metagate.";

    private SealedFamilies() {}

    /**
     * That no class tells two members of one of our sealed families apart by their classes, be it by {@code instanceof}
     * or by {@code isInstance}. One question about one member is none that a further member could be forgotten in.
     *
     * @param except the full names of classes that do so with a reason
     */
    public static ArchRule areToldApartByMethods(Set<String> except) {
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe("have no exception", type -> !except.contains(type.getName())))
                .should(askAtMostOneMember())
                .because("a further member of a sealed family does not compile until each place has decided,"
                        + " where a method, a visitor or a fold tells them apart");
    }

    private static ArchCondition<JavaClass> askAtMostOneMember() {
        return new ArchCondition<>("ask for at most one member of a sealed family") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Map<String, Set<String>> asked = new TreeMap<>();
                type.getCodeUnits().stream()
                        .flatMap(SealedFamilies::asked)
                        .filter(member -> member.getName().startsWith(OURS))
                        .map(JavaClass::reflect)
                        .forEach(member -> families(member)
                                .forEach(family -> asked.computeIfAbsent(family.getName(), name -> new TreeSet<>())
                                        .add(member.getName())));
                asked.forEach((family, members) -> events.add(new SimpleConditionEvent(
                        type,
                        members.size() < 2,
                        type.getName() + " asks whether a " + family + " is one of " + members)));
            }
        };
    }

    /** The classes that a piece of code asks about. */
    private static Stream<JavaClass> asked(JavaCodeUnit code) {
        Stream<JavaClass> checks = code.getInstanceofChecks().stream().map(InstanceofCheck::getRawType);
        boolean asks = Stream.concat(
                        code.getMethodCallsFromSelf().stream(), code.getMethodReferencesFromSelf().stream())
                .anyMatch(access -> access.getTargetOwner().isEquivalentTo(Class.class)
                        && access.getName().equals("isInstance"));
        return asks
                ? Stream.concat(
                        checks, code.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType))
                : checks;
    }

    /** The sealed types that the class is of, or is. */
    private static Set<Class<?>> families(Class<?> member) {
        Set<Class<?>> families = new HashSet<>();
        if (member.isSealed()) {
            families.add(member);
        }
        Stream.concat(Stream.ofNullable(member.getSuperclass()), Stream.of(member.getInterfaces()))
                .map(SealedFamilies::families)
                .forEach(families::addAll);
        return families;
    }
}
