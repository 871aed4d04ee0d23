"""dingtalk-open-stream for Python, unmodified: its address is a constant."""
import asyncio
import json
import os

import httpx
from dingtalk_open_stream import Ack, StreamClient, Subscription

BOT = '/v1.0/im/bot/messages/get'
CARD = '/v1.0/card/instances/callback'


def say(saw, **what):
    print('@@' + json.dumps({'saw': saw, **what}), flush=True)


async def on_event(message):
    headers = message.headers
    say('event', id=headers['eventId'], type=headers['eventType'], data=message.data)
    return Ack.ok()


async def on_message(message):
    text = message.data['text']['content'].strip()
    reply = {'msgtype': 'text', 'text': {'content': 'echo: ' + text}}
    async with httpx.AsyncClient() as client:
        await client.post(message.data['sessionWebhook'], json=reply)
    say('bot', text=text)
    return Ack.ok()


async def on_card(message):
    press = message.data
    params = json.loads(press.get('value') or press['content'])['cardPrivateData']['params']
    say('card', action=params['actionId'])
    shown = {'cardParamMap': {'status': 'pressed ' + params['actionId']}}
    return Ack.ok({'cardUpdateOptions': {'updateCardDataByKey': True}, 'cardData': shown})


async def main():
    client = StreamClient(
        os.environ['CLIENT_ID'],
        os.environ['CLIENT_SECRET'],
        subscriptions=[
            Subscription('*', 'EVENT'),
            Subscription(BOT, 'CALLBACK'),
            Subscription(CARD, 'CALLBACK'),
        ],
    )
    client.on('*', on_event).on(BOT, on_message).on(CARD, on_card)
    await client.start()
    await client.wait_closed()


asyncio.run(main())
