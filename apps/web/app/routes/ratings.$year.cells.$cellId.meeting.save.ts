import type { ActionFunctionArgs } from '@remix-run/node'
import { meetingSaveAction } from '../ratings/meeting.server.ts'

export const action = (args: ActionFunctionArgs) => meetingSaveAction(args)
