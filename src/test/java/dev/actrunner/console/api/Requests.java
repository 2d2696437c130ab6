package dev.actrunner.console.api;

import dev.actrunner.console.testing.RunningConsole;
import java.util.function.Consumer;
import org.hamcrest.Matcher;
import org.hamcrest.MatcherAssert;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Short forms of the API's calls, with {@code '} for {@code "} in bodies. */
record Requests(RestTestClient client) {
    static Requests to(RunningConsole console) {
        return new Requests(console.api());
    }

    static String connection(String forgeUrl, String scope, String token) {
        return "{'forge':{'url':'" + forgeUrl + "'},'scope':" + scope + ",'token':{'value':'" + token + "'}}";
    }

    /** Lets a Hamcrest matcher judge a value. */
    static <T> Consumer<T> that(Matcher<? super T> matcher) {
        return value -> MatcherAssert.assertThat(value, matcher);
    }

    /** @param connection namespace and name with a query: {@code team-a/ci?dryRun=true} */
    ResponseSpec put(String connection, String body, String... headers) {
        var request = client.put().uri(path(connection)).contentType(MediaType.APPLICATION_JSON);
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return request.body(body.replace('\'', '"')).exchange();
    }

    ResponseSpec get(String path) {
        return client.get().uri(path).exchange();
    }

    ResponseSpec getConnection(String connection) {
        return get(path(connection));
    }

    ResponseSpec delete(String connection) {
        return client.delete().uri(path(connection)).exchange();
    }

    ResponseSpec post(String path, String body) {
        return client.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body.replace('\'', '"')).exchange();
    }

    ResponseSpec probe(String connection) {
        return client
            .post()
            .uri(path(connection) + "/probe")
            .exchange();
    }

    private static String path(String connection) {
        int slash = connection.indexOf('/');
        return "/namespaces/" + connection.substring(0, slash) + "/connections/" + connection.substring(slash + 1);
    }
}
