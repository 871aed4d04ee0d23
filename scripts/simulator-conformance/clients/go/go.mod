module conformance

go 1.18

require github.com/open-dingtalk/dingtalk-stream-sdk-go v0.9.1

require (
	github.com/google/uuid v1.3.0 // indirect
	github.com/gorilla/websocket v1.5.0 // indirect
)
