package dump

import (
	"fmt"
	"slices"
	"strings"
)

// role is what a field of a record is used for.
type role uint8

const (
	roleText role = iota
	roleTitle
	roleURL
	roleID
	roleSite
	roleSource
	roleDate
	roles // number of roles
)

var roleNames = [roles]string{"text", "title", "url", "id", "site", "source", "date"}

// defaultKeys are the JSON keys of each role, in the order in which they are
// asked: the names that news scrapers and the common corpora use.
var defaultKeys = [roles][]string{
	roleText: {"text", "content", "body", "article", "maintext", "full_text", "fulltext", "article_text",
		"articleBody", "content_text", "story"},
	roleTitle:  {"title", "headline", "head_line", "Title"},
	roleURL:    {"url", "link", "source_url", "canonical_url", "page_url", "href", "permalink"},
	roleID:     {"id", "_id", "uuid", "guid", "article_id", "doc_id", "docid"},
	roleSite:   {"site", "domain", "source_domain", "host"},
	roleSource: {"source", "publisher", "site_name", "outlet", "newspaper"},
	roleDate: {"date", "published", "date_published", "date_publish", "publish_date", "published_date",
		"publication_date", "pubDate", "pub_date", "published_at", "publishedAt", "datePublished",
		"created_at", "timestamp", "date_extracted"},
}

// slot is the number of one key: roles in order, keys of a role in order.
// noSlot stands for keys that no role asks for.
type slot uint8

const (
	maxSlots      = 64
	noSlot   slot = 255
)

// fieldTable maps keys to slots.
type fieldTable struct {
	byKey  map[string]slot
	roleOf [maxSlots]role
	mask   [roles]uint64 // slots of each role, one bit each
}

// newFieldTable puts the keys of fields in place of the default ones. A key
// that is given for one role is no longer a default key of another.
func newFieldTable(fields map[string][]string) (*fieldTable, error) {
	given := map[string]string{} // key → role
	for name, list := range fields {
		if !slices.Contains(roleNames[:], name) {
			return nil, unknownRole(name)
		}
		if len(list) == 0 || slices.Contains(list, "") {
			return nil, fmt.Errorf("field %s has an empty key\nwrite role=key, as in text=content,id=_id", name)
		}
		for _, key := range list {
			if other, ok := given[key]; ok && other != name {
				return nil, fmt.Errorf("key %q is given for two fields\nuse each key once", key)
			}
			given[key] = name
		}
	}
	t := &fieldTable{byKey: map[string]slot{}}
	n := slot(0)
	for r, name := range roleNames {
		keys := defaultKeys[r]
		if list := fields[name]; list != nil {
			keys = list
		}
		for _, key := range keys {
			if owner, ok := given[key]; ok && owner != name {
				continue
			}
			if _, ok := t.byKey[key]; ok {
				continue
			}
			if n == maxSlots {
				return nil, fmt.Errorf("more than %d field keys\nname fewer keys", maxSlots)
			}
			t.byKey[key], t.roleOf[n] = n, role(r)
			t.mask[r] |= 1 << n
			n++
		}
	}
	return t, nil
}

func unknownRole(name string) error {
	return fmt.Errorf("unknown field %q\nuse %s", name, strings.Join(roleNames[:], ", "))
}
