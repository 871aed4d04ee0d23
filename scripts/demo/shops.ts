/** Stores of the demonstration, and what has become of the visits to them. */

export interface Shop {
  name: string
  category: string
  address: string
  place: { latitude: number; longitude: number; accuracy: number }
  photo: string
  /** Photos of its spots. */
  spots: string[]
  /** What has become of it. */
  outcome: 'waiting' | 'approved' | 'rejected' | 'modified' | 'appealed'
  daysAgo: number
  /** A colleague of the one whose phone is shown went there. */
  byColleague?: boolean
}

/** Of the bakery whose other shop Mei has promoted: this one a colleague did, so she may inspect it. */
export const branchToInspect = '2 Orchard Turn, Singapore 238801'

export const shopsOfHarbour: Shop[] = [
  {
    name: 'Kim Heng Noodle House',
    category: 'restaurant',
    address: '12 Smith Street, Singapore 058924',
    place: { latitude: 1.28272, longitude: 103.84386, accuracy: 12 },
    photo: 'storefront-day',
    spots: ['counter-code', 'table-1'],
    outcome: 'approved',
    daysAgo: 6,
    byColleague: true,
  },
  {
    name: 'Golden Crust Bakery',
    category: 'cafe',
    address: '88 Tiong Bahru Road, Singapore 168732',
    place: { latitude: 1.28637, longitude: 103.82784, accuracy: 9 },
    photo: 'storefront-bakery',
    spots: ['counter-code', 'table-2'],
    outcome: 'rejected',
    daysAgo: 2,
  },
  {
    name: 'Lucky Seven Mini-market',
    category: 'convenience',
    address: '3 Jalan Besar, Singapore 208787',
    place: { latitude: 1.30546, longitude: 103.85563, accuracy: 21 },
    photo: 'storefront-market',
    spots: ['counter-till'],
    outcome: 'modified',
    daysAgo: 1,
  },
  {
    name: 'Night Owl Satay',
    category: 'food_stall',
    address: '50 East Coast Road, Singapore 428769',
    place: { latitude: 1.30503, longitude: 103.90471, accuracy: 15 },
    photo: 'storefront-night',
    spots: ['table-3'],
    outcome: 'appealed',
    daysAgo: 1,
    byColleague: true,
  },
  {
    name: 'Harbour View Café',
    category: 'cafe',
    address: '1 Maritime Square, Singapore 099253',
    place: { latitude: 1.26443, longitude: 103.82018, accuracy: 8 },
    photo: 'storefront-day',
    spots: ['counter-code', 'table-1', 'table-2'],
    outcome: 'waiting',
    daysAgo: 0,
  },
  {
    name: 'Golden Crust Bakery',
    category: 'cafe',
    address: branchToInspect,
    place: { latitude: 1.30437, longitude: 103.83267, accuracy: 11 },
    photo: 'storefront-bakery',
    spots: ['counter-code'],
    outcome: 'approved',
    daysAgo: 8,
    byColleague: true,
  },
]

export const shopsOfLotus: Shop[] = [
  {
    name: 'Baan Siam Kitchen',
    category: 'restaurant',
    address: '45 Sukhumvit Soi 24, Bangkok 10110',
    place: { latitude: 13.7262, longitude: 100.5684, accuracy: 14 },
    photo: 'storefront-day',
    spots: ['counter-code'],
    outcome: 'approved',
    daysAgo: 4,
    byColleague: true,
  },
  {
    name: 'Chao Phraya Gifts',
    category: 'gifts',
    address: '9 Charoen Krung Road, Bangkok 10500',
    place: { latitude: 13.7221, longitude: 100.5147, accuracy: 10 },
    photo: 'storefront-market',
    spots: ['counter-till', 'table-3'],
    outcome: 'waiting',
    daysAgo: 0,
  },
]
