import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { visitNoteAction, visitNoteLoader } from '../organizations/visit-note.server.ts'

export { VisitNoteScreen as default } from '../organizations/visit-note-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => visitNoteLoader(args)
export const action = (args: ActionFunctionArgs) => visitNoteAction(args)
