"""The official Stream client for Python, unmodified: reports on standard output what reaches it.

Pointed elsewhere by DINGTALK_OPENAPI_ENDPOINT, and by a proxy for uploads.
"""
import json
import os

import dingtalk_stream
from dingtalk_stream import AckMessage


def say(saw, **what):
    print('@@' + json.dumps({'saw': saw, **what}), flush=True)


class Events(dingtalk_stream.EventHandler):
    async def process(self, event):
        say('event', id=event.headers.event_id, type=event.headers.event_type, data=event.data)
        return AckMessage.STATUS_OK, 'OK'


class Bot(dingtalk_stream.ChatbotHandler):
    async def process(self, callback):
        message = dingtalk_stream.ChatbotMessage.from_dict(callback.data)
        text = message.text.content.strip()
        self.reply_text('echo: ' + text, message)
        say('bot', text=text)
        return AckMessage.STATUS_OK, 'OK'


class Cards(dingtalk_stream.CallbackHandler):
    async def process(self, callback):
        message = dingtalk_stream.CardCallbackMessage.from_dict(callback.data)
        action = message.content['cardPrivateData']['params']['actionId']
        say('card', action=action)
        return AckMessage.STATUS_OK, {
            'cardUpdateOptions': {'updateCardDataByKey': True},
            'cardData': {'cardParamMap': {'status': 'pressed ' + action}},
        }


credential = dingtalk_stream.Credential(os.environ['CLIENT_ID'], os.environ['CLIENT_SECRET'])
client = dingtalk_stream.DingTalkStreamClient(credential)
client.register_all_event_handler(Events())
client.register_callback_handler(dingtalk_stream.ChatbotMessage.TOPIC, Bot())
client.register_callback_handler(dingtalk_stream.CallbackHandler.TOPIC_CARD_CALLBACK, Cards())
say('token', value=client.get_access_token())
uploaded = client.upload_to_dingtalk(b'conformance', 'file', 'report.pdf', 'application/pdf')
say('media', id=uploaded)
client.start_forever()
