package io.metagate.policy.parser;

import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.model.CollectionEntry;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PolicyBundle;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.parser.yaml.YamlDocuments;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files of a bundle, in the order of their names. One reader reads one bundle. */
public final class BundleParser {

    private static final String API_VERSION = "metagate.io/v1";

    private final ProblemCollector problems = new ProblemCollector();
    private final Set<String> declared = new HashSet<>();
    private final List<LocatedElement<Purpose>> purposes = new ArrayList<>();
    private final List<CollectionEntry> collections = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final List<Restriction> restrictions = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<PolicyTest> tests = new ArrayList<>();
    private final Set<String> testFiles = new HashSet<>();
    private final Set<String> otherFiles = new HashSet<>();

    private BundleParser() {}

    /** Reads the files; every problem of every file is reported. */
    public static ParsedBundle read(List<BundleFile> files) {
        BundleParser reader = new BundleParser();
        files.stream().sorted(Comparator.comparing(BundleFile::name)).forEach(reader::readFile);
        PolicyBundle bundle = new PolicyBundle(
                reader.purposes, reader.collections, reader.policies, reader.restrictions, reader.limits, reader.tests);
        reader.testFiles.removeAll(reader.otherFiles);
        return new ParsedBundle(bundle, reader.declared, reader.testFiles, reader.problems.sorted());
    }

    private void readFile(BundleFile file) {
        try {
            YamlDocuments documents = new YamlDocuments(file, "YAML");
            while (documents.hasNext()) {
                YamlNode document = documents.next();
                problems.attempt(() -> readDocument(document));
            }
        } catch (BundleParseException misread) {
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
        LocatedElement<String> name = readName(whole.need("metadata"), test);
        declared.add(kind.text() + " " + name.value());
        YamlNode spec = whole.need("spec");
        return switch (kind.text()) {
            case "Purpose" -> addTo(purposes, new PurposeParser(problems).read(name, spec));
            case "Collection" -> addTo(collections, new CollectionParser(problems).read(name, spec));
            case "Policy" -> readPolicy(name, spec);
            case "Limit" -> addTo(limits, new LimitParser(problems).read(name, spec));
            case "PolicyTest" -> addTo(tests, new PolicyTestParser(problems).read(name, spec));
            default -> throw kind.misread("unknown kind; known are Collection, Limit, Policy, PolicyTest, Purpose");
        };
    }

    private boolean readPolicy(LocatedElement<String> name, YamlNode spec) {
        Map<String, YamlNode> members = spec.members(new ProblemCollector());
        YamlNode effect =
                Optional.ofNullable(members.get("effect")).orElseThrow(() -> spec.misread("missing key 'effect'"));
        return switch (effect.text()) {
            case "permit" -> addTo(policies, new PolicyParser(problems).read(name, spec));
            case "restrict" -> addTo(restrictions, new RestrictionParser(problems).read(name, spec));
            default -> throw effect.misread("expected permit or restrict");
        };
    }

    private static <T> boolean addTo(List<T> all, Optional<T> one) {
        return one.map(all::add).orElse(false);
    }

    private LocatedElement<String> readName(YamlNode metadata, boolean sentence) {
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
