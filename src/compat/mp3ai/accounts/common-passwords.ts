/**
 * Passwords of eight letters and more that head every published count of leaked ones; shorter ones are refused for their length. It stands in for
 * Django's list of 20,000 until a maintained package brings one (docs/decisions/speech-clients.md).
 */
const WELL_KNOWN = `
  password password1 password12 password123 password1234 password! passw0rd p@ssword p@ssw0rd passwort motdepasse contraseña senha123
  12345678 123456789 1234567890 0123456789 123123123 1234567891 87654321 987654321 9876543210 11111111 111111111 1111111111 00000000 0000000000
  12341234 11223344 1122334455 12344321 123321123 147258369 159753456 123654789 789456123 66666666 88888888 77777777 99999999 55555555
  22222222 33333333 44444444 12121212 13131313 10101010 20202020 31415926 19841984 a1234567 a12345678 a123456789 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1zaq1 qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwertz123 qwertzuiop
  azertyuiop asdfghjk asdfghjkl asdfasdf asdf1234 zxcvbnm1 zxcvbnm123 qazwsxedc qweasdzxc qweqweqwe qwer1234 abcd1234 abcdefgh abcdefghi abc12345
  abc123456 aa123456 aa12345678 abcabcabc aaaaaaaa iloveyou iloveyou1 iloveyou2 iloveu123 ilovehim lovelove sunshine sunshine1 princess princess1
  football football1 baseball baseball1 basketball softball volleyball superman superman1 spiderman batman123 pokemon1 pokemon123 starwars starwars1
  trustno1 letmein1 letmein123 welcome1 welcome12 welcome123 whatever whatever1 computer computer1 internet internet1 samsung1 samsung123 microsoft
  corvette mustang1 mercedes midnight michelle michelle1 jennifer jennifer1 jessica1 nicholas alexander alexandra benjamin elizabeth veronica
  victoria danielle jonathan samantha stephanie jordan23 charlie1 charlotte patricia christian christopher anthony1 liverpool liverpool1 arsenal1
  barcelona chelsea1 juventus manchester newyork1 brooklyn scotland california maryjane butterfly butterfly1 chocolate chocolate1 cheese123
  bluebird sunflower snowball snoopy123 dragon123 monkey123 shadow123 master123 killer123 hunter123 freedom1 hello123 hellohello helloworld
  admin123 admin1234 administrator root1234 rootroot test1234 testtest test12345 testing1 testing123 guest1234 user1234 changeme changeme1
  secret123 mysecret access14 security default1 blink182 metallica slipknot nirvana1 november december september diamond1 elephant dolphins
  panthers steelers cowboys1 redskins rangers1 yankees1 lakers24 eagles123 fuckyou1 fuckyou123 fuckyou2 asshole1 bullshit pussycat password2
  password3 password11 123qweasd 123qweasdzxc 123qwe123 1234qwer 12345qwert 123456qwe 123456abc 123456aa 123abc123 987654321a 5201314520
`;

const passwords: ReadonlySet<string> = new Set(WELL_KNOWN.trim().split(/\s+/));

/** Whether everybody who guesses passwords tries this one early. Upper and lower case do not matter. */
export const isCommonPassword = (password: string): boolean => passwords.has(password.trim().toLowerCase());
