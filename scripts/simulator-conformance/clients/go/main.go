// The official Stream client for Go, unmodified: reports on standard output what reaches it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/open-dingtalk/dingtalk-stream-sdk-go/card"
	"github.com/open-dingtalk/dingtalk-stream-sdk-go/chatbot"
	"github.com/open-dingtalk/dingtalk-stream-sdk-go/client"
	"github.com/open-dingtalk/dingtalk-stream-sdk-go/event"
	"github.com/open-dingtalk/dingtalk-stream-sdk-go/payload"
)

func say(what map[string]any) {
	text, err := json.Marshal(what)
	if err != nil {
		panic(err)
	}
	fmt.Println("@@" + string(text))
}

func onEvent(_ context.Context, frame *payload.DataFrame) (*payload.DataFrameResponse, error) {
	header := event.NewEventHeaderFromDataFrame(frame)
	var data map[string]any
	if err := json.Unmarshal([]byte(frame.Data), &data); err != nil {
		return nil, err
	}
	say(map[string]any{"saw": "event", "id": header.EventId, "type": header.EventType, "data": data})
	return event.NewSuccessResponse()
}

func onMessage(ctx context.Context, data *chatbot.BotCallbackDataModel) ([]byte, error) {
	text := strings.TrimSpace(data.Text.Content)
	reply := []byte("echo: " + text)
	if err := chatbot.NewChatbotReplier().SimpleReplyText(ctx, data.SessionWebhook, reply); err != nil {
		return nil, err
	}
	say(map[string]any{"saw": "bot", "text": text})
	return []byte(""), nil
}

func onCard(_ context.Context, request *card.CardRequest) (*card.CardResponse, error) {
	action := request.GetActionString("actionId")
	say(map[string]any{"saw": "card", "action": action})
	return &card.CardResponse{
		CardUpdateOptions: &card.CardUpdateOptions{UpdateCardDataByKey: true},
		CardData: &card.CardDataDto{
			CardParamMap: map[string]string{"status": "pressed " + action},
		},
	}, nil
}

func main() {
	credential := client.NewAppCredentialConfig(os.Getenv("CLIENT_ID"), os.Getenv("CLIENT_SECRET"))
	stream := client.NewStreamClient(
		client.WithAppCredential(credential),
		client.WithOpenApiHost(os.Getenv("BASE_URL")),
	)
	stream.RegisterAllEventRouter(onEvent)
	stream.RegisterChatBotCallbackRouter(onMessage)
	stream.RegisterCardCallbackRouter(onCard)
	if err := stream.Start(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	select {}
}
