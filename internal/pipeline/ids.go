package pipeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
)

// id is the id of an article.
func (r *run) id(article int32) string { return r.ids.of(r.articles[article].id) }

// byID compares two articles by their ids.
func (r *run) byID(a, b int32) int { return strings.Compare(r.id(a), r.id(b)) }

// orByID is what was compared before, or else the order of ids, which lie all over the
// memory.
func (r *run) orByID(before int, a, b int32) int {
	if before != 0 {
		return before
	}
	return r.byID(a, b)
}

// sortByID sorts articles by their ids, which it looks up once.
func (r *run) sortByID(articles []int32) {
	type named struct {
		id      string
		article int32
	}
	all := make([]named, len(articles))
	for i, a := range articles {
		all[i] = named{r.id(a), a}
	}
	slices.SortFunc(all, func(a, b named) int { return strings.Compare(a.id, b.id) })
	for i := range all {
		articles[i] = all[i].article
	}
}

// gather joins what the workers read into one table in the order of the input,
// with one numbering of sites in the order of their names.
func (r *run) gather(workers []*reader) error {
	numbers := map[string]int32{}
	for _, w := range workers {
		for _, n := range w.names {
			numbers[n] = 0
		}
	}
	for n := range numbers {
		r.sites = append(r.sites, n)
	}
	slices.Sort(r.sites)
	for i, n := range r.sites {
		numbers[n] = int32(i)
	}
	sites := make([][]int32, len(workers))
	for i, w := range workers {
		for _, n := range w.names {
			sites[i] = append(sites[i], numbers[n])
		}
		for k, n := range w.warnings {
			r.warnings[k] += n
		}
		r.badDates += w.badDates
	}
	r.gatherRejects(workers)
	content, err := r.table(workers, sites)
	if err != nil {
		return err
	}
	if len(r.articles) > math.MaxInt32 {
		return fmt.Errorf("%d articles are more than one run can hold, %d; run over fewer files", len(r.articles), math.MaxInt32)
	}
	return r.resolveIDs(content)
}

// resolveIDs gives every article an id of its own: a record that repeats
// another's id and words is dropped and counted (the earliest stated date stays), one that repeats the id with
// other words becomes ID~2, ID~3, … in the order of the content hash, and the
// embedded articles of a record become ID#2, ID#3, …; what a record has for an id
// itself is left out.
func (r *run) resolveIDs(content []uint64) error {
	var heads idHeads
	made := idMaker{run: r, arenaWriter: arenaWriter{arena: &r.ids}}
	details := r.detailWindow()
	for i := range r.articles {
		a := &r.articles[i]
		if a.embedded {
			continue
		}
		if r.ids.of(a.id) == "" {
			d, err := details.of(a)
			if err != nil {
				return err
			}
			a.id = made.add(fmt.Sprintf("%s@%d", r.inputs[d.file].Name, d.position))
		}
		heads = append(heads, idHead(r.ids.of(a.id))|uint64(i))
	}
	var scratch []uint64
	cluster.SortKeys(heads, &scratch)
	made.heads = heads
	dropped := map[int]bool{}
	for same := range cluster.Buckets(heads) {
		if len(same) > 1 {
			r.separate(same, content, &made, dropped)
		}
	}
	var main arenaPlace
	part, drop := 1, false // of the page
	for i := range r.articles {
		switch a := &r.articles[i]; {
		case !a.embedded:
			main, part, drop = a.id, 1, dropped[i]
		case !drop:
			a.id, part = made.number(r.ids.of(main), '#', part+1)
		}
	}
	kept := r.articles[:0]
	for i, a := range r.articles {
		if !a.embedded {
			drop = dropped[i]
		}
		switch {
		case drop && !a.embedded:
			r.duplicateIDs++
		case !drop && !a.embedded:
			r.pages++
		case !drop:
			r.embedded++
		}
		if drop {
			r.repeated = append(r.repeated, a)
		} else {
			kept = append(kept, a)
		}
	}
	r.articles = kept
	return nil
}

// idHeads are the ids of the records, sorted: upper half of the hash, number of the
// article.
type idHeads = []uint64

func idHead(id string) uint64 { return xxhash.Sum64String(id) >> 32 << 32 }

// idMaker makes ids that no record has.
type idMaker struct {
	*run
	arenaWriter
	heads idHeads
}

// number adds the id with the first number from n on that makes it new.
func (m *idMaker) number(id string, mark byte, n int) (arenaPlace, int) {
	for ; ; n++ {
		if made := fmt.Sprintf("%s%c%d", id, mark, n); !m.taken(made) {
			return m.add(made), n
		}
	}
}

// taken reports whether a record has the id. Of those that had it at first one has it
// still.
func (m *idMaker) taken(id string) bool {
	head := idHead(id)
	at, _ := slices.BinarySearch(m.heads, head)
	for ; at < len(m.heads) && m.heads[at]>>32<<32 == head; at++ {
		if m.id(int32(uint32(m.heads[at]))) == id {
			return true
		}
	}
	return false
}

// separate handles main articles whose ids may be equal.
func (r *run) separate(rows, content []uint64, made *idMaker, dropped map[int]bool) {
	index := make([]int, len(rows))
	for i, v := range rows {
		index[i] = int(uint32(v))
	}
	slices.SortFunc(index, func(a, b int) int {
		x, y := &r.articles[a], &r.articles[b]
		return cmp.Or(r.byID(int32(a), int32(b)), cmp.Compare(content[a], content[b]),
			compareDates(x.date, y.date), cmp.Compare(x.site, y.site), cmp.Compare(a, b))
	})
	id, version := r.id(int32(index[0])), 1
	for i, at := range index[1:] {
		a, before := &r.articles[at], index[i]
		switch {
		case r.ids.of(a.id) != id:
			id, version = r.ids.of(a.id), 1
		case content[before] == content[at]:
			dropped[at] = true
			a.id = r.articles[before].id
		default:
			r.versions++
			a.id, version = made.number(id, '~', version+1)
		}
	}
}
