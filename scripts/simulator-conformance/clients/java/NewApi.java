// DingTalk's own SDK of the new API for Java, unmodified but for its endpoint.

import com.aliyun.dingtalkcard_1_0.models.*;
import com.aliyun.dingtalkcontact_1_0.models.GetUserHeaders;
import com.aliyun.dingtalkcontact_1_0.models.GetApplyInviteInfoHeaders;
import com.aliyun.dingtalkcontact_1_0.models.GetApplyInviteInfoRequest;
import com.aliyun.dingtalkoauth2_1_0.models.*;
import com.aliyun.dingtalkrobot_1_0.models.*;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.Gson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class NewApi {
  static final Config CONFIG = new Config();
  static final RuntimeOptions OPTIONS = new RuntimeOptions();
  static final String USER_ID = System.getenv("USER_ID");
  static final String ROBOT_CODE = System.getenv("ROBOT_CODE");
  static String token;

  static void say(String saw, Object... facts) {
    Map<String, Object> what = new HashMap<>();
    what.put("saw", saw);
    for (int n = 0; n < facts.length; n += 2) what.put((String) facts[n], facts[n + 1]);
    System.out.println("@@" + new Gson().toJson(what));
  }

  static GetUserHeaders as(String userToken) {
    return new GetUserHeaders().setXAcsDingtalkAccessToken(userToken);
  }

  interface Step {
    void run() throws Exception;
  }

  /** One that fails is told, and does not keep the others from being looked at. */
  static void attempt(Step... steps) {
    for (Step step : steps)
      try {
        step.run();
      } catch (Exception error) {
        error.printStackTrace();
      }
  }

  static void people() throws Exception {
    var oauth = new com.aliyun.dingtalkoauth2_1_0.Client(CONFIG);
    var contact = new com.aliyun.dingtalkcontact_1_0.Client(CONFIG);
    String userToken =
        oauth
            .getUserToken(
                new GetUserTokenRequest()
                    .setClientId(System.getenv("CLIENT_ID"))
                    .setClientSecret(System.getenv("CLIENT_SECRET"))
                    .setCode(System.getenv("LOGIN_CODE"))
                    .setGrantType("authorization_code"))
            .getBody()
            .getAccessToken();
    var me = contact.getUserWithOptions("me", as(userToken), OPTIONS).getBody();
    say("signed in", "name", me.getNick(), "unionId", me.getUnionId());
    var link =
        contact.getApplyInviteInfoWithOptions(
            new GetApplyInviteInfoRequest().setDeptId(1L),
            new GetApplyInviteInfoHeaders().setXAcsDingtalkAccessToken(token),
            OPTIONS);
    String refusal = "";
    try {
      contact.getUserWithOptions("me", as("made-up"), OPTIONS);
    } catch (TeaException error) {
      refusal = error.getCode();
    }
    say(
        "contacts",
        "name", me.getNick(),
        "mobile", me.getMobile(),
        "link", link.getBody().getInviteUrl(),
        "refusal", refusal);
    var ticket =
        oauth.createJsapiTicketWithOptions(
            new CreateJsapiTicketHeaders().setXAcsDingtalkAccessToken(token), OPTIONS);
    say("ticket", "value", ticket.getBody().getJsapiTicket());
  }

  static final String CONTENT = "{\"content\":\"echo: from the SDK\"}";

  static com.aliyun.dingtalkrobot_1_0.Client robot() throws Exception {
    return new com.aliyun.dingtalkrobot_1_0.Client(CONFIG);
  }

  static void messages() throws Exception {
    var sent =
        robot()
            .batchSendOTOWithOptions(
            new BatchSendOTORequest()
                .setRobotCode(ROBOT_CODE)
                .setUserIds(List.of(USER_ID, "nobody"))
                .setMsgKey("sampleText")
                .setMsgParam(CONTENT),
            new BatchSendOTOHeaders().setXAcsDingtalkAccessToken(token),
            OPTIONS);
    say("sent", "invalid", sent.getBody().getInvalidStaffIdList());
  }

  static void groupMessage() throws Exception {
    var sent =
        robot()
            .orgGroupSendWithOptions(
            new OrgGroupSendRequest()
                .setRobotCode(ROBOT_CODE)
                .setOpenConversationId(System.getenv("GROUP_ID"))
                .setMsgKey("sampleText")
                .setMsgParam(CONTENT),
            new OrgGroupSendHeaders().setXAcsDingtalkAccessToken(token),
            OPTIONS);
    say("group message", "key", sent.getBody().getProcessQueryKey());
  }

  static void card() throws Exception {
    var cards = new com.aliyun.dingtalkcard_1_0.Client(CONFIG);
    String outTrackId = "made by com.aliyun:dingtalk";
    cards.createAndDeliverWithOptions(
        new CreateAndDeliverRequest()
            .setCardTemplateId("conformance")
            .setOutTrackId(outTrackId)
            .setCallbackType("STREAM")
            .setCardData(
                new CreateAndDeliverRequest.CreateAndDeliverRequestCardData()
                    .setCardParamMap(Map.of("title", "Made by a client", "status", "new")))
            .setOpenSpaceId("dtv1.card//IM_ROBOT." + USER_ID)
            .setImRobotOpenSpaceModel(
                new CreateAndDeliverRequest.CreateAndDeliverRequestImRobotOpenSpaceModel()
                    .setSupportForward(false))
            .setImRobotOpenDeliverModel(
                new CreateAndDeliverRequest.CreateAndDeliverRequestImRobotOpenDeliverModel()
                    .setSpaceType("IM_ROBOT")),
        new CreateAndDeliverHeaders().setXAcsDingtalkAccessToken(token),
        OPTIONS);
    cards.updateCardWithOptions(
        new UpdateCardRequest()
            .setOutTrackId(outTrackId)
            .setCardData(
                new UpdateCardRequest.UpdateCardRequestCardData()
                    .setCardParamMap(Map.of("status", "updated")))
            .setCardUpdateOptions(
                new UpdateCardRequest.UpdateCardRequestCardUpdateOptions()
                    .setUpdateCardDataByKey(true)),
        new UpdateCardHeaders().setXAcsDingtalkAccessToken(token),
        OPTIONS);
    say("card made", "outTrackId", outTrackId);
  }

  public static void main(String[] arguments) throws Exception {
    CONFIG.protocol = "http";
    CONFIG.endpoint = System.getenv("HOST");
    CONFIG.regionId = "central";
    token =
        new com.aliyun.dingtalkoauth2_1_0.Client(CONFIG)
            .getAccessToken(
                new GetAccessTokenRequest()
                    .setAppKey(System.getenv("CLIENT_ID"))
                    .setAppSecret(System.getenv("CLIENT_SECRET")))
            .getBody()
            .getAccessToken();
    say("token", "value", token);
    attempt(NewApi::people, NewApi::card, NewApi::messages, NewApi::groupMessage);
    Thread.currentThread().join();
  }
}
