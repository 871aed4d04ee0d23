// The TOP SDK of the old API, unmodified: the addresses are what its callers give it.

import com.dingtalk.api.DefaultDingTalkClient;
import com.dingtalk.api.request.*;
import com.taobao.api.ApiException;
import com.taobao.api.FileItem;
import com.taobao.api.TaobaoRequest;
import com.taobao.api.TaobaoResponse;
import com.taobao.api.internal.util.json.JSONWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class OldApi {
  static final String BASE = System.getenv("BASE_URL");
  static final String USER_ID = System.getenv("USER_ID");
  static String token;

  static void say(String saw, Object... facts) {
    Map<String, Object> what = new HashMap<>();
    what.put("saw", saw);
    for (int n = 0; n < facts.length; n += 2) what.put((String) facts[n], facts[n + 1]);
    System.out.println("@@" + new JSONWriter().write(what));
  }

  static <T extends TaobaoResponse> T ask(String path, TaobaoRequest<T> request)
      throws ApiException {
    return new DefaultDingTalkClient(BASE + path).execute(request, token);
  }

  interface Step {
    void run() throws ApiException;
  }

  /** One that fails is told, and does not keep the others from being looked at. */
  static void attempt(Step... steps) {
    for (Step step : steps)
      try {
        step.run();
      } catch (ApiException | RuntimeException error) {
        error.printStackTrace();
      }
  }

  static void ticket() throws ApiException {
    var ticket = new OapiGetJsapiTicketRequest();
    ticket.setTopHttpMethod("GET");
    say("ticket", "value", ask("/get_jsapi_ticket", ticket).getTicket());
  }

  static void contacts() throws ApiException {
    var wanted = new OapiV2UserGetRequest();
    wanted.setUserid(USER_ID);
    var member = ask("/topapi/v2/user/get", wanted).getResult();
    wanted.setUserid("nobody");
    var below = new OapiV2DepartmentListsubRequest();
    below.setDeptId(1L);
    List<String> names =
        ask("/topapi/v2/department/listsub", below).getResult().stream()
            .map(one -> one.getName())
            .toList();
    say(
        "contacts",
        "name", member.getName(),
        "mobile", member.getMobile(),
        "departments", names,
        "refusal", ask("/topapi/v2/user/get", wanted).getErrcode());
  }

  static void department() throws ApiException {
    var made = new OapiV2DepartmentCreateRequest();
    made.setName("Conformance 试点");
    made.setParentId(1L);
    Long id = ask("/topapi/v2/department/create", made).getResult().getDeptId();
    var wanted = new OapiV2DepartmentGetRequest();
    wanted.setDeptId(id);
    var read = ask("/topapi/v2/department/get", wanted).getResult();
    var gone = new OapiV2DepartmentDeleteRequest();
    gone.setDeptId(id);
    ask("/topapi/v2/department/delete", gone);
    say(
        "department",
        "name", read.getName(),
        "parent", read.getParentId(),
        "refusal", ask("/topapi/v2/department/get", wanted).getErrcode());
  }

  static final Long AGENT = Long.valueOf(System.getenv("AGENT_ID"));

  static Long notify(String content) throws ApiException {
    var text = new OapiMessageCorpconversationAsyncsendV2Request.Text();
    text.setContent(content);
    var message = new OapiMessageCorpconversationAsyncsendV2Request.Msg();
    message.setMsgtype("text");
    message.setText(text);
    var sent = new OapiMessageCorpconversationAsyncsendV2Request();
    sent.setAgentId(AGENT);
    sent.setUseridList(USER_ID + ",nobody");
    sent.setMsg(message);
    return ask("/topapi/message/corpconversation/asyncsend_v2", sent).getTaskId();
  }

  static void workNotification() throws ApiException {
    var outcome = new OapiMessageCorpconversationGetsendresultRequest();
    outcome.setAgentId(AGENT);
    outcome.setTaskId(notify("echo: from the SDK"));
    var result = ask("/topapi/message/corpconversation/getsendresult", outcome).getSendResult();
    var recall = new OapiMessageCorpconversationRecallRequest();
    recall.setAgentId(AGENT);
    recall.setMsgTaskId(notify("recalled"));
    ask("/topapi/message/corpconversation/recall", recall);
    say(
        "notified",
        "invalid", result.getInvalidUserIdList(),
        "unread", result.getUnreadUserIdList());
  }

  static void media() throws ApiException {
    var upload = new OapiMediaUploadRequest();
    upload.setType("file");
    upload.setMedia(new FileItem("报告.pdf", "conformance".getBytes()));
    say("media", "id", ask("/media/upload", upload).getMediaId());
  }

  static void customRobot() throws ApiException {
    var text = new OapiRobotSendRequest.Text();
    text.setContent("echo: from the SDK");
    var sent = new OapiRobotSendRequest();
    sent.setMsgtype("text");
    sent.setText(text);
    var client = new DefaultDingTalkClient(System.getenv("GROUP_WEBHOOK"));
    var stranger = new DefaultDingTalkClient(BASE + "/robot/send?access_token=made-up");
    say(
        "custom robot",
        "errcode", client.execute(sent).getErrcode(),
        "refusal", stranger.execute(sent).getErrcode());
  }

  public static void main(String[] arguments) throws Exception {
    var credentials = new OapiGettokenRequest();
    credentials.setAppkey(System.getenv("CLIENT_ID"));
    credentials.setAppsecret(System.getenv("CLIENT_SECRET"));
    credentials.setHttpMethod("GET");
    token =
        new DefaultDingTalkClient(BASE + "/gettoken").execute(credentials).getAccessToken();
    say("token", "value", token);
    attempt(
        OldApi::contacts,
        OldApi::department,
        OldApi::ticket,
        OldApi::workNotification,
        OldApi::media,
        OldApi::customRobot);
    Thread.currentThread().join();
  }
}
