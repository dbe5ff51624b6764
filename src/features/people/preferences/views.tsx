import { LANGUAGES, useWords } from '../../../core/messages/index.js';
import { Choices as Checks, Select } from '../../../core/ui/form.js';
import { ZONES } from '../../../core/zones.js';
import { AccountFrame, type Returned } from '../account/views.js';
import type { Choices } from './choices.js';
import { NOTICE_KINDS } from './notices.js';

function Check({ name, label, help, on }: { name: string; label: string; help: string; on: boolean }) {
  return (
    <div class="field">
      <label class="check">
        <input type="checkbox" name={name} value="yes" checked={on} aria-describedby={`help-${name}`} />{' '}
        {label}
      </label>
      <p class="help" id={`help-${name}`}>
        {help}
      </p>
    </div>
  );
}

export function PreferencesView({ choices, returned }: { choices: Choices; returned: Returned }) {
  const w = useWords();
  const p = w.preferences;
  return (
    <AccountFrame title={p.title} returned={returned}>
      <p>{p.lead}</p>
      <form method="post" action="/account/preferences" class="form">
        <Select
          name="language"
          label={p.language}
          help={p.languageHelp}
          value={choices.language}
          choices={[['', p.asArchive], ...LANGUAGES]}
          fault={returned.faults.language}
        />
        <Select
          name="zone"
          label={p.zone}
          help={p.zoneHelp}
          value={choices.zone}
          choices={[['', p.asArchive], ...ZONES.map((zone) => [zone, zone.replaceAll('_', ' ')] as const)]}
          fault={returned.faults.zone}
        />
        <h2>{p.reading}</h2>
        <Check name="adult" label={p.adult} help={p.adultHelp} on={choices.adult} />
        <Check name="whole" label={p.whole} help={p.wholeHelp} on={choices.whole} />
        <Check name="plain" label={p.plain} help={p.plainHelp} on={choices.plain} />
        <Check name="covers" label={p.covers} help={p.coversHelp} on={choices.covers} />
        <Check
          name="hideWarnings"
          label={p.hideWarnings}
          help={p.hideWarningsHelp}
          on={choices.hideWarnings}
        />
        <Check
          name="hideFreeforms"
          label={p.hideFreeforms}
          help={p.hideFreeformsHelp}
          on={choices.hideFreeforms}
        />
        <h2>{p.others}</h2>
        <Check name="invitations" label={p.invitations} help={p.invitationsHelp} on={choices.invitations} />
        <Check name="gifts" label={p.gifts} help={p.giftsHelp} on={choices.gifts} />
        <Check name="related" label={p.related} help={p.relatedHelp} on={choices.related} />
        <Checks
          type="checkbox"
          name="letters"
          label={p.letters}
          help={p.lettersHelp}
          chosen={choices.letters}
          choices={NOTICE_KINDS.map((kind) => [kind, p.kinds[kind]] as const)}
        />
        <p>
          <button type="submit" class="primary">
            {p.save}
          </button>
        </p>
      </form>
    </AccountFrame>
  );
}
