/** Uploads that somebody may let go, with their answers. */
import {
  type UploadApprovalRequest,
  uploadApprovalRequestSchema,
} from '../../../shared/protocol/upload-approvals.ts';
import { type Database, leaveChanges } from './policy-store.ts';
import type { UploadApprovalStore } from './store.ts';

const most = 1_000;

export function uploadApprovalStore(database: Database): UploadApprovalStore {
  return {
    add: (request, left) =>
      database.transaction().execute(async (transaction) => {
        const { id, at, terminal, state } = request;
        const made = await transaction
          .insertInto('upload_approvals')
          .values({ id, at, terminal, state, json: JSON.stringify(request) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows !== 1n) return false;
        await leaveChanges(transaction, left);
        return true;
      }),
    async byId(id) {
      const query = database.selectFrom('upload_approvals').select('json').where('id', '=', id);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : read(row.json);
    },
    async list({ state, terminal, since }) {
      let query = database.selectFrom('upload_approvals').select('json');
      if (state !== undefined) query = query.where('state', '=', state);
      if (terminal !== undefined) query = query.where('terminal', '=', terminal);
      if (since !== undefined) query = query.where('at', '>=', since);
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
      return rows.map(({ json }) => read(json));
    },
    answer: (id, state, answer, left) =>
      database.transaction().execute(async (transaction) => {
        const query = transaction
          .selectFrom('upload_approvals')
          .select('json')
          .where('id', '=', id);
        const row = await query.where('state', '=', 'open').executeTakeFirst();
        if (row === undefined) return false;
        const json = JSON.stringify({ ...read(row.json), state, answer });
        await transaction
          .updateTable('upload_approvals')
          .set({ state, json })
          .where('id', '=', id)
          .execute();
        await leaveChanges(transaction, left);
        return true;
      }),
  };
}

function read(json: string): UploadApprovalRequest {
  return uploadApprovalRequestSchema.parse(JSON.parse(json));
}
