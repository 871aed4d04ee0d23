"""DingtalkChatbot for Python, unmodified: messages to a group by the webhook of a custom robot."""
import json
import os
import time

from dingtalkchatbot.chatbot import ActionCard, CardItem, DingtalkChatbot

WEBHOOK, SECRET = os.environ['SIGNED_WEBHOOK'], os.environ['SIGNED_SECRET']


def say(saw, **what):
    print('@@' + json.dumps({'saw': saw, **what}), flush=True)


robot = DingtalkChatbot(WEBHOOK, secret=SECRET)
answers = [
    robot.send_text('echo: from the SDK', at_mobiles=['81230004']),
    robot.send_markdown('Markdown', '# 日报\n[more](https://example.com/)', is_at_all=True),
    robot.send_link('Link', 'text', 'https://example.com/'),
    robot.send_action_card(ActionCard('One', 'text', [CardItem('Open', 'https://example.com/')])),
    robot.send_feed_card(
        [CardItem('Feed', 'https://example.com/', 'https://example.com/picture.png')]
    ),
]
unsigned = DingtalkChatbot(WEBHOOK, secret='SEC-of-somebody-else').send_text('never shown')
say(
    'custom robot',
    errcode=max(answer['errcode'] for answer in answers),
    refusal=unsigned['errcode'],
)
while True:
    time.sleep(3600)
