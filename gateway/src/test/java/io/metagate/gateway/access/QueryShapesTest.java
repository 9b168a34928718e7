package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.QueryShape;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.request.ParsedRequest;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryShapesTest {

    private final QueryShapes shapes = new QueryShapes(ThingsPolicies.POLICIES
            .catalogue()
            .collection(ThingsPolicies.COLLECTION)
            .orElseThrow());

    @Test
    void tellsTheFormOfAFilterAndNoneOfItsValues() {
        assertThat(filter("{'text':'alice@example.com'}")).contains("{text:{$eq:?}}");
        assertThat(filter("{'number':{'$gte':4711,'$lt':4712}}"))
                .contains("{$and:[{number:{$gte:?}},{number:{$lt:?}}]}");
        assertThat(filter("{'_id':{'$in':['alice','bob']}}")).contains("{_id:{$in:[2]}}");
        assertThat(filter("{'$and':[{'flag':true},{'time':{'$gt':{'$date':'2024-02-29T12:00:00Z'}}}]}"))
                .contains("{$and:[{flag:{$eq:?}},{time:{$gt:?}}]}");
    }

    @Test
    void tellsNegationsPrefixesAndElementsWithoutTheirValues() {
        assertThat(filter("{'text':{'$startsWith':'alice'}}")).contains("{text:{$startsWith:?}}");
        assertThat(filter("{'$or':[{'text':{'$ne':'alice'}},{'number':{'$exists':false}}]}"))
                .contains("{$or:[{$not:{text:{$eq:?}}},{$not:{number:{$exists:true}}}]}");
        assertThat(filter("{'owner':{'$elemMatch':{'size':4711,'alice':1}}}"))
                .contains("{$elemMatch:{$and:[{owner.size:{$eq:?}},{?:{$eq:?}}]}}");
    }

    @Test
    void hidesNamesThatTheCatalogueDoesNotList() {
        Query query = new Query(
                ParsedRequest.filter("{'alice@example':1,'owner.size':2}"),
                Optional.of(List.of(FieldPath.of("bob"), FieldPath.of("text"))),
                List.of(new SortKey(FieldPath.of("carol"), true), new SortKey(FieldPath.of("number"), true)),
                1,
                Optional.empty());

        assertThat(shapes.of(Action.SEARCH, query))
                .isEqualTo(new QueryShape(
                        Optional.of("{$and:[{?:{$eq:?}},{owner.size:{$eq:?}}]}"),
                        List.of("-?", "-number"),
                        List.of("?", "text")));
    }

    @Test
    void hidesTheParentOfAListedNameToo() {
        assertThat(filter("{'owner':1}")).contains("{?:{$eq:?}}");
        assertThat(filter("{'text.alice':1}")).contains("{?:{$eq:?}}");
    }

    @Test
    void saysNothingOfARead() {
        Query read = Query.byId(new ScalarValue.Text("alice"), Optional.of(List.of(FieldPath.of("text"))));

        assertThat(shapes.of(Action.READ, read))
                .isEqualTo(new QueryShape(Optional.empty(), List.of(), List.of("text")));
    }

    @Test
    void saysNothingOfAnEmptyFilter() {
        assertThat(filter("{}")).isEmpty();
    }

    private Optional<String> filter(String written) {
        Predicate filter = ParsedRequest.filter(written);
        return shapes.of(Action.SEARCH, new Query(filter, Optional.empty(), List.of(), 1, Optional.empty()))
                .filter();
    }
}
