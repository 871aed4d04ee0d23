//! The Stream client for Rust, unmodified: reports on standard output what reaches it.

use async_trait::async_trait;
use dingtalk_stream::handlers::callback::TOPIC_CARD_CALLBACK;
use dingtalk_stream::{
    AckMessage, CallbackHandler, CardReplier, ChatbotMessage, ChatbotReplier, Credential,
    DingTalkStreamClient, EventHandler, MessageBody,
};
use serde_json::{Value, json};
use std::env::var;
use std::sync::{Arc, OnceLock};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn say(what: Value) {
    println!("@@{what}");
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

struct Events;

#[async_trait]
impl EventHandler for Events {
    async fn process(&self, event: &MessageBody) -> (u16, String) {
        let headers = &event.headers;
        say(json!({
            "saw": "event", "id": headers.event_id, "type": headers.event_type,
            "data": read(&event.data),
        }));
        (AckMessage::STATUS_OK, "OK".to_owned())
    }
}

/// Makes a card and puts it before a person in two calls, and changes it in a third.
async fn make_card(cards: &CardReplier) -> dingtalk_stream::Result<String> {
    let data = json!({ "title": "Made by a client", "status": "new" });
    let id = cards
        .create_and_send_card("conformance", &data, "STREAM", "", false, false, None, true)
        .await?;
    let by_key = json!({ "cardUpdateOptions": { "updateCardDataByKey": true } });
    let change = json!({ "status": "updated" });
    cards.put_card_data(&id, &change, Some(&by_key)).await?;
    Ok(id)
}

/// The replier comes from the client, which exists only once its handlers are registered.
struct Bot(Arc<OnceLock<ChatbotReplier>>);

impl Bot {
    async fn answer(&self, data: &str) -> Result<()> {
        let message = ChatbotMessage::from_value(&read(data))?;
        let replier = self.0.get().ok_or("no replier")?;
        let text = message.text.as_ref().and_then(|text| text.content.clone());
        let text = text.unwrap_or_default().trim().to_owned();
        replier
            .reply_text(&format!("echo: {text}"), &message)
            .await?;
        say(json!({ "saw": "bot", "text": text }));
        let cards = replier.create_ai_card_replier(&message).inner().clone();
        // the message is acknowledged meanwhile
        tokio::spawn(async move {
            match make_card(&cards).await {
                Ok(id) => say(json!({ "saw": "card made", "outTrackId": id })),
                Err(error) => eprintln!("{error}"),
            }
        });
        Ok(())
    }
}

#[async_trait]
impl CallbackHandler for Bot {
    async fn process(&self, callback: &MessageBody) -> (u16, String) {
        match self.answer(&callback.data).await {
            Ok(()) => (AckMessage::STATUS_OK, "OK".to_owned()),
            Err(error) => {
                eprintln!("{error}");
                (AckMessage::STATUS_SYSTEM_EXCEPTION, error.to_string())
            }
        }
    }
}

struct Cards;

#[async_trait]
impl CallbackHandler for Cards {
    /// The answer of `process` is text only; a card needs an object.
    async fn raw_process(&self, callback: &MessageBody) -> AckMessage {
        let press = read(&callback.data);
        let content = press["value"].as_str().or(press["content"].as_str());
        let content = read(content.unwrap_or_default());
        let action = content["cardPrivateData"]["params"]["actionId"].as_str();
        let action = action.unwrap_or_default();
        say(json!({ "saw": "card", "action": action }));
        let answer = json!({
            "cardUpdateOptions": { "updateCardDataByKey": true },
            "cardData": { "cardParamMap": { "status": format!("pressed {action}") } },
        });
        AckMessage::ok(
            callback.headers.message_id.clone(),
            json!({ "response": answer }),
        )
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let credential = Credential::new(var("CLIENT_ID")?, var("CLIENT_SECRET")?);
    let replier = Arc::new(OnceLock::new());
    let mut client = DingTalkStreamClient::builder(credential)
        .register_all_event_handler(Events)
        .register_callback_handler(ChatbotMessage::TOPIC, Bot(Arc::clone(&replier)))
        .register_callback_handler(TOPIC_CARD_CALLBACK, Cards)
        .build();
    let _ = replier.set(client.chatbot_replier());
    say(json!({ "saw": "token", "value": client.get_access_token().await? }));
    match client
        .upload_to_dingtalk(b"conformance", "file", "report.pdf", "application/pdf")
        .await
    {
        Ok(id) => say(json!({ "saw": "media", "id": id })),
        Err(error) => eprintln!("{error}"),
    }
    client.start().await?;
    Ok(())
}
