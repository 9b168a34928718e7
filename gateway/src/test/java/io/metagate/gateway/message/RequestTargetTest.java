package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @Test
    void readsBothForms() {
        assertThat(RequestTarget.of("/a?b=c?d", "http")).contains(new RequestTarget("/a", "b=c?d"));
        assertThat(RequestTarget.of("/a", "http")).contains(new RequestTarget("/a", ""));
        assertThat(RequestTarget.of("http://gateway/a?b", "http")).contains(new RequestTarget("/a", "b"));
        assertThat(RequestTarget.of("http://[::1]:8080/a", "http")).contains(new RequestTarget("/a", ""));
        assertThat(RequestTarget.of("http://gateway?a", "http")).contains(new RequestTarget("", "a"));
    }

    @Test
    void readsTheSchemeOfTheConnectionAlone() {
        assertThat(RequestTarget.of("https://gateway/a", "https")).contains(new RequestTarget("/a", ""));
        assertThat(RequestTarget.of("http://gateway/a", "https")).isEmpty();
        assertThat(RequestTarget.of("https://gateway/a", "http")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "?a",
                "gateway:80",
                "https://gateway/a",
                "HTTP://gateway/a",
                "http:/a",
                "http://",
                "http:///a",
                "http://a b/c",
                "http://user@gateway/a",
                "http://gateway:x/a",
                "http://[zz]/a",
                "http://gateway#a",
                "ftp://a/b"
            })
    void refusesOtherForms(String target) {
        assertThat(RequestTarget.of(target, "http")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "%zz", "{}", "a|b", "\"", "<", "\\", "^", "`", "é", "a#b", "[]", "a b", "\u0001"})
    void readsNoQueryThatIsNone(String query) {
        assertThat(new RequestTarget("/a", query).hasReadableQuery()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b&c", "a=%2c%2C", "a=b;c", "=", "&&", "/?:@", "a=$b!'()*+,"})
    void readsQueries(String query) {
        assertThat(new RequestTarget("/a", query).hasReadableQuery()).isTrue();
    }
}
