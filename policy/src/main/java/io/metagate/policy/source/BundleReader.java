package io.metagate.policy.source;

import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.model.Bundle;
import io.metagate.policy.model.BundleFile;
import io.metagate.policy.model.CollectionEntry;
import io.metagate.policy.model.Limit;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.source.yaml.Misread;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlDocuments;
import io.metagate.policy.source.yaml.YamlNode;
import io.metagate.policy.source.yaml.YamlObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files of a bundle, in the order of their names. One reader reads one bundle. */
public final class BundleReader {

    private static final String API_VERSION = "metagate.io/v1";

    private final Problems problems = new Problems();
    private final Set<String> declared = new HashSet<>();
    private final List<Located<Purpose>> purposes = new ArrayList<>();
    private final List<CollectionEntry> collections = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final List<Restriction> restrictions = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<PolicyTest> tests = new ArrayList<>();
    private final Set<String> testFiles = new HashSet<>();
    private final Set<String> otherFiles = new HashSet<>();

    private BundleReader() {}

    /** Reads the files; every problem of every file is reported. */
    public static ReadBundle read(List<BundleFile> files) {
        BundleReader reader = new BundleReader();
        files.stream().sorted(Comparator.comparing(BundleFile::name)).forEach(reader::readFile);
        Bundle bundle = new Bundle(
                reader.purposes, reader.collections, reader.policies, reader.restrictions, reader.limits, reader.tests);
        reader.testFiles.removeAll(reader.otherFiles);
        return new ReadBundle(bundle, reader.declared, reader.testFiles, reader.problems.sorted());
    }

    private void readFile(BundleFile file) {
        try {
            YamlDocuments documents = new YamlDocuments(file, "YAML");
            while (documents.hasNext()) {
                YamlNode document = documents.next();
                problems.attempt(() -> readDocument(document));
            }
        } catch (Misread misread) {
            problems.add(misread);
        }
    }

    private boolean readDocument(YamlNode document) {
        YamlObject whole = YamlObject.open(document, problems, Set.of("apiVersion", "kind", "metadata", "spec"));
        YamlNode version = whole.need("apiVersion");
        if (!version.text().equals(API_VERSION)) {
            throw version.misread("expected " + API_VERSION);
        }
        YamlNode kind = whole.need("kind");
        boolean test = kind.text().equals("PolicyTest");
        (test ? testFiles : otherFiles).add(document.at().file());
        Located<String> name = readName(whole.need("metadata"), test);
        declared.add(kind.text() + " " + name.value());
        YamlNode spec = whole.need("spec");
        return switch (kind.text()) {
            case "Purpose" -> addTo(purposes, new PurposeReader(problems).read(name, spec));
            case "Collection" -> addTo(collections, new CollectionReader(problems).read(name, spec));
            case "Policy" -> readPolicy(name, spec);
            case "Limit" -> addTo(limits, new LimitReader(problems).read(name, spec));
            case "PolicyTest" -> addTo(tests, new PolicyTestReader(problems).read(name, spec));
            default -> throw kind.misread("unknown kind; known are Collection, Limit, Policy, PolicyTest, Purpose");
        };
    }

    private boolean readPolicy(Located<String> name, YamlNode spec) {
        Map<String, YamlNode> members = spec.members(new Problems());
        YamlNode effect =
                Optional.ofNullable(members.get("effect")).orElseThrow(() -> spec.misread("missing key 'effect'"));
        return switch (effect.text()) {
            case "permit" -> addTo(policies, new PolicyReader(problems).read(name, spec));
            case "restrict" -> addTo(restrictions, new RestrictionReader(problems).read(name, spec));
            default -> throw effect.misread("expected permit or restrict");
        };
    }

    private static <T> boolean addTo(List<T> all, Optional<T> one) {
        return one.map(all::add).orElse(false);
    }

    private Located<String> readName(YamlNode metadata, boolean sentence) {
        YamlObject object = YamlObject.open(metadata, problems, Set.of("name", "description"));
        object.get("description").ifPresent(YamlNode::text);
        YamlNode name = object.need("name");
        if (sentence) {
            if (!name.text().matches("\\S(?:[^\\p{Cntrl}]{0,198}\\S)?")) {
                throw name.misread("the name of a test is a sentence of 1 to 200 characters");
            }
        } else if (!name.text().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw name.misread("a name is 1 to 63 lower-case letters, digits and hyphens");
        }
        return name.located();
    }
}
