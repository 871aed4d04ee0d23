/** Words of policies and agreements on the console. */
export const agreements = {}
