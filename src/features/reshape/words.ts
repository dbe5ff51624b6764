/** Small word lists that the gap rules look up. English; other languages get the sure breaks only. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Verbs that stand in a dialogue tag. */
export const SAYING = set(
  'said says asked asks replied replies answered answers cried cries whispered whispers murmured murmurs muttered mutters shouted shouts yelled yells called calls exclaimed exclaims snapped snaps growled growls hissed hisses sighed sighs laughed laughs grinned grins smiled smiles added adds continued continues began begins went goes told tells remarked observed inquired enquired demanded demands explained explains admitted admits agreed agrees suggested suggests insisted insists protested protests declared announced announces returned retorted repeated repeats breathed breathes mumbled mumbles groaned groans gasped gasps screamed screams stammered stuttered begged begs pleaded ordered commanded warned promised offered offers interrupted interrupts interjected responded responds finished concluded commented noted thought thinks wondered mused joked teased teases drawled echoed grumbled grunted barked roared bellowed chuckled giggled sobbed wailed whined croaked rasped purred sneered scoffed huffed spat chimed put quoth ejaculated assented acknowledged guessed confessed assured reminded urged persisted pursued resumed broke burst lied corrected informed stated reported read greeted hollered shrieked squeaked blurted complained countered managed deadpanned prompted tried pressed',
);

export const PRONOUN = set('he she');
export const PLURAL = set('they we');
export const ARTICLE = set('the a an');
export const POSSESSIVE = set('his her their my our its your');
export const CONJUNCTION = set('but and so or yet nor for');
export const TIME = set(
  'then when after later now finally suddenly meanwhile once before until next presently soon afterwards eventually again outside inside behind above beyond across in on at as from by with during through under over for if while since though although',
);
export const DEICTIC = set('this that these those there here it');
export const QUESTION = set('what how why where who which was were did had could would is are do does can');
export const REPLY = set(
  'yes no oh well what why ah yeah yep nope sure okay ok right exactly really certainly hm hmm huh of course indeed perhaps maybe nothing thanks thank sorry how who where not never none ay aye eh um uh',
);
export const FUNCTION = set(
  'i you it that this there all some no not one two each every another most many such even only just perhaps maybe still yet also his her their my our your its mr mrs miss ms dr sir lady lord who what how why where which whose whether because unless mean meaning nobody everybody everyone someone something nothing everything neither either both few several yes oh well',
);

export const TITLE = set('mr mrs miss ms dr sir lady lord');

/** Words that have a capital at the beginning of a sentence without being names. */
export const COMMON = set(
  'the a an his her their my our its your but and so or yet then when after later now finally suddenly this that these those there here it what how why where who which in on at as from by with for if while since though even only just perhaps maybe still one two all some no not you we mr mrs miss ms dr sir lady lord',
);
