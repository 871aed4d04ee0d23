"""alibabacloud-dingtalk, DingTalk's own SDK of the new API for Python, unmodified but for its endpoint."""
import json
import os

from alibabacloud_dingtalk.contact_1_0 import models as contact
from alibabacloud_dingtalk.contact_1_0.client import Client as Contact
from alibabacloud_dingtalk.oauth2_1_0 import models as oauth
from alibabacloud_dingtalk.oauth2_1_0.client import Client as OAuth
from alibabacloud_dingtalk.robot_1_0 import models as robot
from alibabacloud_dingtalk.robot_1_0.client import Client as Robot
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions
from Tea.exceptions import TeaException


def say(saw, **what):
    print('@@' + json.dumps({'saw': saw, **what}), flush=True)


config = Config(protocol='http', endpoint=os.environ['HOST'], region_id='central')
options = RuntimeOptions()
client_id, client_secret = os.environ['CLIENT_ID'], os.environ['CLIENT_SECRET']

tokens = OAuth(config).get_access_token(
    oauth.GetAccessTokenRequest(app_key=client_id, app_secret=client_secret)
)
token = tokens.body.access_token
say('token', value=token)

user_token = (
    OAuth(config)
    .get_user_token(
        oauth.GetUserTokenRequest(
            client_id=client_id,
            client_secret=client_secret,
            code=os.environ['LOGIN_CODE'],
            grant_type='authorization_code',
        )
    )
    .body.access_token
)
contacts = Contact(config)
me = contacts.get_user_with_options(
    'me', contact.GetUserHeaders(x_acs_dingtalk_access_token=user_token), options
).body
invitation = contacts.get_apply_invite_info_with_options(
    contact.GetApplyInviteInfoRequest(dept_id=1),
    contact.GetApplyInviteInfoHeaders(x_acs_dingtalk_access_token=token),
    options,
).body
try:
    contacts.get_user_with_options(
        'me', contact.GetUserHeaders(x_acs_dingtalk_access_token='made-up'), options
    )
    refusal = ''
except TeaException as error:
    refusal = error.code
say('contacts', name=me.nick, mobile=me.mobile, link=invitation.invite_url, refusal=refusal)

sent = (
    Robot(config)
    .batch_send_otowith_options(
        robot.BatchSendOTORequest(
            robot_code=os.environ['ROBOT_CODE'],
            user_ids=[os.environ['USER_ID'], 'nobody'],
            msg_key='sampleText',
            msg_param=json.dumps({'content': 'echo: from the SDK'}),
        ),
        robot.BatchSendOTOHeaders(x_acs_dingtalk_access_token=token),
        options,
    )
    .body
)
say('sent', invalid=sent.invalid_staff_id_list)
