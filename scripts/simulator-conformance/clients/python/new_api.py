"""alibabacloud-dingtalk, DingTalk's own SDK of the new API for Python, unmodified but for its endpoint."""
import json
import os
import traceback

from alibabacloud_dingtalk.card_1_0 import models as card
from alibabacloud_dingtalk.card_1_0.client import Client as Card
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


def people():
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
    say('signed in', name=me.nick, unionId=me.union_id)
    say('contacts', name=me.nick, mobile=me.mobile, link=invitation.invite_url, refusal=refusal)


def jsapi_ticket():
    ticket = OAuth(config).create_jsapi_ticket_with_options(
        oauth.CreateJsapiTicketHeaders(x_acs_dingtalk_access_token=token), options
    )
    say('ticket', value=ticket.body.jsapi_ticket)


def message():
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


def interactive_card():
    track_id = 'made by alibabacloud-dingtalk'
    cards = Card(config)
    cards.create_and_deliver_with_options(
        card.CreateAndDeliverRequest(
            card_template_id='conformance',
            out_track_id=track_id,
            callback_type='STREAM',
            card_data=card.CreateAndDeliverRequestCardData(
                card_param_map={'title': 'Made by a client', 'status': 'new'}
            ),
            open_space_id='dtv1.card//IM_ROBOT.' + os.environ['USER_ID'],
            im_robot_open_space_model=card.CreateAndDeliverRequestImRobotOpenSpaceModel(
                support_forward=False
            ),
            im_robot_open_deliver_model=card.CreateAndDeliverRequestImRobotOpenDeliverModel(
                space_type='IM_ROBOT'
            ),
        ),
        card.CreateAndDeliverHeaders(x_acs_dingtalk_access_token=token),
        options,
    )
    cards.update_card_with_options(
        card.UpdateCardRequest(
            out_track_id=track_id,
            card_data=card.UpdateCardRequestCardData(card_param_map={'status': 'updated'}),
            card_update_options=card.UpdateCardRequestCardUpdateOptions(update_card_data_by_key=True),
        ),
        card.UpdateCardHeaders(x_acs_dingtalk_access_token=token),
        options,
    )
    say('card made', outTrackId=track_id)


def group_message():
    in_group = Robot(config).org_group_send_with_options(
        robot.OrgGroupSendRequest(
            robot_code=os.environ['ROBOT_CODE'],
            open_conversation_id=os.environ['GROUP_ID'],
            msg_key='sampleText',
            msg_param=json.dumps({'content': 'echo: from the SDK'}),
        ),
        robot.OrgGroupSendHeaders(x_acs_dingtalk_access_token=token),
        options,
    )
    say('group message', key=in_group.body.process_query_key)


# one that fails is told, and does not keep the others from being looked at
for step in (people, jsapi_ticket, message, interactive_card, group_message):
    try:
        step()
    except Exception:
        traceback.print_exc()
