package dev.actrunner.console.testing;

import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Builds responses of a forge, for classes that read them. */
public final class ForgeResponses {

    /** What forges answer with. */
    public static final MediaType JSON = MediaType.get("application/json");

    private ForgeResponses() {}

    /** Builds a response with a JSON body. */
    public static Response response(int status, String body) {
        return builder(status, ResponseBody.create(body, JSON)).build();
    }

    /** Begins a response with any body. */
    public static Response.Builder builder(int status, ResponseBody body) {
        return new Response.Builder()
            .request(new Request.Builder().url("https://git.example.org/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(status)
            .message("")
            .body(body);
    }
}
