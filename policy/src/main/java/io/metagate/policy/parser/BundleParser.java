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
import java.util.Optional;
import java.util.Set;

/** Reads the files of a bundle, in the order of their names. One reader reads one bundle. */
public final class BundleParser {

    private static final String API_VERSION = "metagate.io/v1";
    private static final String TEST = "PolicyTest";
    private static final List<String> KINDS = List.of("Collection", "Limit", "Policy", TEST, "Purpose");
    private static final Set<String> EFFECTS = Set.of("permit", "restrict");

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

    /** A document of another language has its own keys; of others every part is read, whatever the others are. */
    private boolean readDocument(YamlNode document) {
        YamlObject whole = YamlObject.open(document, problems, Set.of("apiVersion", "kind", "metadata", "spec"));
        whole.get("apiVersion").filter(YamlNode::isText).ifPresent(BundleParser::requireLanguage);
        problems.attempt(() -> whole.need("apiVersion").text());
        Optional<String> kind = problems.attempt(() -> readKind(whole.need("kind")));
        boolean test = kind.filter(TEST::equals).isPresent();
        (test ? testFiles : otherFiles).add(document.at().file());
        Optional<LocatedElement<String>> name =
                problems.attempt(() -> readName(whole.need("metadata"), test || kind.isEmpty()));
        kind.ifPresent(of -> name.ifPresent(known -> declared.add(of + " " + known.value())));
        Optional<YamlNode> spec = problems.attempt(() -> whole.need("spec"));
        kind.ifPresent(of -> spec.ifPresent(node -> readSpec(of, name, node)));
        return kind.isPresent();
    }

    private static void requireLanguage(YamlNode version) {
        if (!version.text().equals(API_VERSION)) {
            throw version.misread("expected " + API_VERSION);
        }
    }

    private static String readKind(YamlNode kind) {
        if (!KINDS.contains(kind.text())) {
            throw kind.misread("unknown kind; known are " + String.join(", ", KINDS));
        }
        return kind.text();
    }

    /** Adds what the document says to the rest; notes its problems only, if its name cannot be read. */
    private void readSpec(String kind, Optional<LocatedElement<String>> named, YamlNode spec) {
        LocatedElement<String> name = named.orElseGet(() -> new LocatedElement<>(spec.at(), ""));
        problems.attempt(() -> switch (kind) {
            case "Purpose" -> addTo(purposes, named, new PurposeParser(problems).read(name, spec));
            case "Collection" -> addTo(collections, named, new CollectionParser(problems).read(name, spec));
            case "Limit" -> addTo(limits, named, new LimitParser(problems).read(name, spec));
            case TEST -> addTo(tests, named, new PolicyTestParser(problems).read(name, spec));
            default -> readPolicy(named, name, spec);
        });
    }

    private boolean readPolicy(Optional<LocatedElement<String>> named, LocatedElement<String> name, YamlNode spec) {
        Optional<String> effect = problems.attempt(() -> readEffect(spec));
        return switch (effect.orElse("")) {
            case "permit" -> addTo(policies, named, new PolicyParser(problems).read(name, spec));
            case "restrict" -> addTo(restrictions, named, new RestrictionParser(problems).read(name, spec));
            default -> new PolicyParser(problems).checkWithoutEffect(spec);
        };
    }

    private static String readEffect(YamlNode spec) {
        YamlNode effect = Optional.ofNullable(
                        spec.members(new ProblemCollector()).get("effect"))
                .orElseThrow(() -> spec.misread("missing key 'effect'"));
        if (!EFFECTS.contains(effect.text())) {
            throw effect.misread("expected permit or restrict");
        }
        return effect.text();
    }

    private static <T> boolean addTo(List<T> all, Optional<?> name, Optional<T> one) {
        return name.isPresent() && one.map(all::add).orElse(false);
    }

    private LocatedElement<String> readName(YamlNode metadata, boolean sentence) {
        YamlObject object = YamlObject.open(metadata, problems, Set.of("name", "description"));
        problems.attempt(() -> object.get("description").map(YamlNode::text));
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
