"""dingtalk-sdk for Python, unmodified, its address being a constant: the old API, and a receiver of callbacks with its own envelope."""
import json
import os
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlparse

from dingtalk.client import AppKeyClient
from dingtalk.core.exceptions import DingTalkClientException
from dingtalk.crypto import DingTalkCrypto

CLIENT_ID = os.environ['CLIENT_ID']


def say(saw, **what):
    print('@@' + json.dumps({'saw': saw, **what}), flush=True)


client = AppKeyClient(os.environ['CORP_ID'], CLIENT_ID, os.environ['CLIENT_SECRET'])
say('token', value=client.access_token)

def contacts():
    member = client.user.get(os.environ['USER_ID'])
    try:
        client.user.get('nobody')
        refusal = 0
    except DingTalkClientException as error:
        refusal = error.errcode
    say(
        'contacts',
        name=member['name'],
        mobile=member['mobile'],
        departments=[department['name'] for department in client.department.list()],
        refusal=refusal,
    )


def ticket():
    say('ticket', value=client.jsapi_ticket)


def media():
    file = ('report.pdf', b'conformance', 'application/pdf')
    say('media', id=client.message.media_upload('file', file)['media_id'])


# one that fails is told, and does not keep the others from being looked at
for step in (contacts, ticket, media):
    try:
        step()
    except Exception:
        traceback.print_exc()

TOKEN, AES_KEY = os.environ['CALLBACK_TOKEN'], os.environ['CALLBACK_AES_KEY']
# what the app subscribed to in the console is sealed for the app, what it registered for the organisation
envelopes = {
    '/callback': DingTalkCrypto(TOKEN, AES_KEY, CLIENT_ID),
    '/registered': DingTalkCrypto(TOKEN, AES_KEY, os.environ['CORP_ID']),
}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        address = urlparse(self.path)
        crypto = envelopes[address.path]
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        body = self.rfile.read(int(self.headers['content-length']))
        text = crypto.decrypt_message(body, query['signature'], query['timestamp'], query['nonce'])
        message = json.loads(text)
        answer = json.dumps(crypto.encrypt_message('success')).encode()
        self.send_response(200)
        self.send_header('content-type', 'application/json')
        self.send_header('content-length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        say('callback', path=address.path, type=message['EventType'], data=message)

    def log_message(self, *_):
        """Standard output is for reports only."""


server = HTTPServer(('127.0.0.1', int(os.environ['RECEIVER_PORT'])), Receiver)
receiver = Thread(target=server.serve_forever)
receiver.start()
say('listening')
registered = 'http://127.0.0.1:{}/registered'.format(server.server_port)
client.callback.register_call_back(['user_leave_org'], TOKEN, AES_KEY, registered)
say('registered', kinds=client.callback.get_call_back()['call_back_tag'])
receiver.join()
