/** What stands above a list of works. */
import { PseudIcon, type PseudProfile } from '../people/index.js';

export const PlainHead = ({ title }: { title: string }) => (
  <h1>
    <bdi>{title}</bdi>
  </h1>
);

export function PersonHead({ person }: { person: PseudProfile }) {
  return (
    <div class="pseud">
      <PseudIcon of={person} />
      <div>
        <PlainHead title={person.name} />
        {person.description ? (
          <p class="said" dir="auto">
            {person.description}
          </p>
        ) : null}
        {person.icon?.comment ? (
          <p class="help" dir="auto">
            {person.icon.comment}
          </p>
        ) : null}
      </div>
    </div>
  );
}
