/** Photos that a person took, with time and place. They show stores, and stay as the proof of the visit. */
import { among, type PersonalData } from '../../personal-data/declaration.ts'
import { Photos, pictureFiles } from '../model.ts'

const photos: PersonalData = {
  collection: 'photos',
  find: ({ staff, workspaces }) =>
    Photos.find(
      { iso: among(workspaces), staff: among(staff) },
      { takenAt: 1, place: 1, source: 1, at: 1, staff: 1 },
    ).lean(),
  erase: ({ staff }) => pictureFiles.eraseOf(staff),
}

export const photoPersonalData = [photos]
