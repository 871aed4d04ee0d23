/** Words of the list of failed deliveries. */
export const failed = {
  'failed.about':
    'Changes that could not be sent to DingTalk or processed, after several attempts or because retrying cannot help. Try again, or give the error code to the operator of the service.',
  'failed.empty': 'Nothing has failed',
  'failed.emptyHow': 'What cannot be delivered is listed here, with its reason.',
  'failed.type': 'Event',
  'failed.reason': 'Reason',
  'failed.subject': 'Record',
  'failed.at': 'Time',
  'failed.why': '{handler} failed: {code}',
  'failed.died': 'The server process stopped every time.',
  'failed.retried': 'It is being tried again.',
  'failed.retryWhat': 'Try {type} again',
}
