// The official Stream client for Java, unmodified, its address being a constant: reports on standard output what reaches it.

import com.dingtalk.open.app.api.OpenDingTalkStreamClientBuilder;
import com.dingtalk.open.app.api.callback.DingTalkStreamTopics;
import com.dingtalk.open.app.api.callback.OpenDingTalkCallbackListener;
import com.dingtalk.open.app.api.chatbot.BotReplier;
import com.dingtalk.open.app.api.models.bot.ChatbotMessage;
import com.dingtalk.open.app.api.security.AuthClientCredential;
import com.dingtalk.open.app.stream.protocol.event.EventAckStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import shade.com.alibaba.fastjson2.JSON;
import shade.com.alibaba.fastjson2.JSONObject;

public class Stream {
  static void say(JSONObject what) {
    System.out.println("@@" + what.toJSONString());
  }

  static JSONObject saw(String name) {
    return JSONObject.of("saw", name);
  }

  static class Bot implements OpenDingTalkCallbackListener<ChatbotMessage, JSONObject> {
    @Override
    public JSONObject execute(ChatbotMessage message) {
      String text = message.getText().getContent().trim();
      try {
        BotReplier.fromWebhook(message.getSessionWebhook()).replyText("echo: " + text);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
      say(saw("bot").fluentPut("text", text));
      return new JSONObject();
    }
  }

  static class Cards implements OpenDingTalkCallbackListener<String, JSONObject> {
    @Override
    public JSONObject execute(String press) {
      JSONObject given = JSON.parseObject(press);
      String value = given.containsKey("value") ? "value" : "content";
      JSONObject content = JSON.parseObject(given.getString(value));
      JSONObject params = content.getJSONObject("cardPrivateData").getJSONObject("params");
      String action = params.getString("actionId");
      say(saw("card").fluentPut("action", action));
      JSONObject shown = JSONObject.of("status", "pressed " + action);
      return JSONObject.of(
          "cardUpdateOptions", JSONObject.of("updateCardDataByKey", true),
          "cardData", JSONObject.of("cardParamMap", shown));
    }
  }

  public static void main(String[] arguments) throws Exception {
    OpenDingTalkStreamClientBuilder.custom()
        .credential(
            new AuthClientCredential(System.getenv("CLIENT_ID"), System.getenv("CLIENT_SECRET")))
        .registerAllEventListener(
            event -> {
              say(
                  saw("event")
                      .fluentPut("id", event.getEventId())
                      .fluentPut("type", event.getEventType())
                      .fluentPut("data", event.getData()));
              return EventAckStatus.SUCCESS;
            })
        .registerCallbackListener(DingTalkStreamTopics.BOT_MESSAGE_TOPIC, new Bot())
        .registerCallbackListener(DingTalkStreamTopics.CARD_CALLBACK_TOPIC, new Cards())
        .build()
        .start();
    Thread.currentThread().join();
  }
}
