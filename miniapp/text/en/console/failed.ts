/** Words of the list of failed deliveries. */
export const failed = {
  'failed.about':
    'What could not be told to DingTalk or done after a change, given up after many tries or because no try can help.',
  'failed.empty': 'Nothing has failed',
  'failed.emptyHow': 'What cannot be delivered is listed here, with its reason.',
  'failed.why': '{handler} failed with {code}',
  'failed.died': 'The process that worked on it ended each time.',
  'failed.retried': 'It is being tried again.',
  'failed.retryWhat': 'Try {type} again',
}
