// JustAuth, unmodified: its addresses of DingTalk are constants.

import com.alibaba.fastjson.JSONObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import me.zhyd.oauth.config.AuthConfig;
import me.zhyd.oauth.model.AuthCallback;
import me.zhyd.oauth.model.AuthUser;
import me.zhyd.oauth.request.AuthDingTalkV2Request;
import me.zhyd.oauth.utils.AuthStateUtils;

public class SignIn {
  static void say(JSONObject what) {
    System.out.println("@@" + what.toJSONString());
  }

  static Map<String, String> queryOf(URI address) {
    Map<String, String> found = new HashMap<>();
    for (String pair : address.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      found.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return found;
  }

  /** What a person does in a browser: opens the page, says who they are, and agrees. */
  static Map<String, String> agree(URI page) throws Exception {
    HttpClient browser = HttpClient.newHttpClient();
    var shown =
        browser.send(
            HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    if (shown.statusCode() != 200) throw new IllegalStateException(shown.body());
    Map<String, String> asked = queryOf(page);
    StringBuilder form = new StringBuilder("person=mei&answer=agree");
    for (String name : new String[] {"redirect_uri", "state"})
      form.append("&" + name + "=")
          .append(URLEncoder.encode(asked.get(name), StandardCharsets.UTF_8));
    var answer =
        browser.send(
            HttpRequest.newBuilder(page.resolve("/oauth2/auth"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return queryOf(URI.create(answer.headers().firstValue("location").orElseThrow()));
  }

  public static void main(String[] arguments) throws Exception {
    var request =
        new AuthDingTalkV2Request(
            AuthConfig.builder()
                .clientId(System.getenv("CLIENT_ID"))
                .clientSecret(System.getenv("CLIENT_SECRET"))
                .redirectUri(System.getenv("REDIRECT_URL"))
                .build());
    URI page = URI.create(request.authorize(AuthStateUtils.createState()));
    Map<String, String> back = agree(page);
    var callback = AuthCallback.builder().code(back.get("code")).state(back.get("state")).build();
    var answer = request.login(callback);
    if (!answer.ok()) throw new IllegalStateException(answer.getMsg());
    AuthUser user = (AuthUser) answer.getData();
    say(
        new JSONObject()
            .fluentPut("saw", "signed in")
            .fluentPut("name", user.getNickname())
            .fluentPut("unionId", user.getUuid()));
    Thread.currentThread().join();
  }
}
